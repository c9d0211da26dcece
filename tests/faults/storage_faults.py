"""The faults of storage (1–18) and of fidelity (48–52): what the writer reads, and the tests that prove it."""

from __future__ import annotations

from typing import NamedTuple


class Fault(NamedTuple):
    """One fault of the list in the threat table.

    `seen` are sentences of the program's, with the names of what is put into them; `ends` says how it ends otherwise.
    """

    number: int
    what: str
    ends: str
    seen: tuple[str, ...]
    proofs: tuple[str, ...]


_STORE = "tests/unit/store/"
_HERE = "tests/faults/test_storage.py::"
_EACH = _STORE + "test_each_write.py::"
_DAMAGE = _STORE + "test_damage.py::"

FAULTS = (
    Fault(
        1, "The program is killed while it saves",
        "Everything that was called saved is there; the next start opens it again",
        ("Copydesk did not end by itself. This is the text as it was saved last.",),
        (
            _STORE + "test_kill.py::test_what_was_acknowledged_survives_kill_9_at_any_moment",
            "tests/unit/runtime/test_saving.py::test_at_most_two_seconds_are_at_risk_while_somebody_types_without_a_pause",
            "tests/gui/test_hot_exit.py::test_the_field_the_caret_and_what_is_selected_come_back",
        ),
    ),
    Fault(
        2, "The program is killed while a model writes",
        "What had come is in the draft and a version of its own; going on is offered, nothing is sent unasked",
        ("The model was still writing when Copydesk ended.",),
        (
            "tests/unit/runtime/test_reopening.py::test_what_was_being_written_is_offered_and_nothing_is_sent_unasked",
            _STORE + "test_kill.py::test_variants_that_were_acknowledged_survive_kill_9_at_any_moment",
        ),
    ),
    Fault(
        3, "The program is killed while it brings an older history up to date",
        "The history is the old one or the new one, never half, and a backup of the old one lies beside it", (),
        (
            _HERE + "test_a_kill_in_a_migration_leaves_the_old_history_or_the_new_one",
            _EACH + "test_whichever_write_of_a_migration_fails_the_old_history_is_whole",
        ),
    ),
    Fault(
        4, "The program is killed while it makes a backup", "No half backup is ever listed", (),
        (
            _HERE + "test_a_kill_in_a_backup_lists_no_half_one",
            _STORE + "test_backups.py::test_leftovers_of_a_crash_are_cleared_and_never_listed",
        ),
    ),
    Fault(
        5, "The power fails", "Everything that was called saved is there", (),
        (_STORE + "test_power.py::test_a_power_cut_right_after_any_save_loses_nothing_that_was_called_saved",),
    ),
    Fault(
        6, "The disk is full when something is saved",
        "The text stays on the desk and is saved as soon as there is room; saving it elsewhere is offered",
        (
            "Not saved: the disk is full.",
            "Free some space on the disk that holds {folder}; the text stays here and is saved then.",
        ),
        (
            _EACH + "test_whichever_write_fails_all_is_as_before_and_the_next_try_succeeds",
            _EACH + "test_whichever_write_fails_a_crash_right_after_it_loses_nothing_acknowledged",
            _STORE + "test_full_disk.py::test_a_disk_that_is_really_full",
            "tests/unit/runtime/test_saving.py::test_typing_on_a_full_disk_tries_again_and_not_ever_more_often",
            "tests/gui/test_bottom_bar.py::test_why_nothing_is_saved_is_said_at_once",
        ),
    ),
    Fault(
        7, "The disk is full when a backup or a file is written", "The old ones are whole, no half one is left",
        ("No backup was made: the disk is full.",),
        (
            _EACH + "test_whichever_write_of_a_backup_fails_the_old_ones_are_whole_and_no_half_one_is_left",
            _EACH + "test_whichever_write_of_restoring_a_backup_fails_the_history_is_as_it_was_or_as_the_backup_has_it",
            "tests/unit/formats/test_export.py::test_a_full_disk_leaves_the_old_file",
            _STORE + "test_workspace_file.py::test_a_disk_that_is_in_the_way_leaves_what_was_there",
        ),
    ),
    Fault(
        8, "The folder of the profile may not be written", "Everything can be read, searched and exported",
        (
            "The history may only be read: the folder {folder} may not be written.",
            "The history may only be read: {file} is write-protected.",
            "Not saved: the history may only be read.",
        ),
        (
            _STORE + "test_opening.py::test_a_read_only_folder_is_read_and_left_alone",
            _STORE + "test_opening.py::test_a_write_protected_file_is_only_read",
            _EACH + "test_what_may_only_be_read_is_said_and_nothing_changes",
        ),
    ),
    Fault(
        9, "A page of the history is damaged",
        "The damaged file is kept, the newest good backup and every row that can be read take its place, what is lost"
        " is named",
        (
            "The history was damaged. It is back as it was at {time}, with everything newer that could be read.",
            "The history was damaged. Everything that could be read of it is back.",
            "Lost: {what}",
            "The damaged file is kept: {file}",
        ),
        (
            _DAMAGE + "test_a_page_overwritten_at_random_costs_what_was_on_it_and_that_is_told",
            _DAMAGE + "test_a_broken_page_above_the_rows_costs_none_of_them",
            _DAMAGE + "test_the_list_of_tables_may_be_broken_altogether",
            _DAMAGE + "test_of_a_truncated_file_every_whole_page_comes_back",
            _DAMAGE + "test_a_broken_page_in_the_log_costs_no_save_behind_it",
            _DAMAGE + "test_an_older_schema_damaged_before_it_is_migrated_is_recovered",
            _DAMAGE + "test_bad_sectors_cost_what_was_on_them",
            _DAMAGE + "test_a_damaged_draft_row_is_found_at_the_start_and_its_words_are_kept",
            _STORE + "test_recovery.py::test_a_recovery_stopped_at_any_step_is_finished_at_the_next_start",
        ),
    ),
    Fault(
        10, "The file of the history is empty, or is something else, or is gone",
        "As with a damaged page; a file that is gone is made of the newest backup",
        (
            "The history was damaged and nothing could be read of it; a new one was begun.",
            "The file of the history is gone. It is back as it was at {time}.",
        ),
        (
            _STORE + "test_recovery.py::test_what_is_no_history_is_set_aside_and_the_backup_restored",
            _STORE + "test_recovery.py::test_an_empty_file_without_a_backup_becomes_a_new_history",
            _STORE + "test_opening.py::test_where_the_file_is_gone_the_newest_backup_takes_its_place",
        ),
    ),
    Fault(
        11, "The log beside the history did not travel along", "The history is as it was before, and that is said",
        ("The last changes are missing: the file {file} is gone.", "The newest backup is of {time}."),
        (
            _DAMAGE + "test_without_its_log_the_file_is_as_it_was_before_and_that_is_told",
            _STORE + "test_store.py::test_a_missing_log_is_told_at_the_next_session",
            _STORE + "test_opening.py::test_a_log_without_its_file_is_read_and_never_meets_another_file",
        ),
    ),
    Fault(
        12, "The history was written by a newer Copydesk", "It can be read and exported; no byte of it changes",
        ("This history was written by a newer Copydesk. It is opened for reading only, and is not changed.",),
        (
            _STORE + "test_opening.py::test_a_newer_history_is_only_read_and_no_byte_of_it_changes",
            _HERE + "test_a_newer_history_can_be_exported_and_no_byte_of_it_changes",
        ),
    ),
    Fault(
        13, "Copydesk is started a second time", "The first window comes to the front", (),
        (
            _STORE + "test_client.py::test_a_second_window_brings_the_first_to_the_front",
            "tests/e2e/test_window.py::test_a_second_window_brings_the_first_to_the_front",
        ),
    ),
    Fault(
        14, "Another program holds the history for 30 seconds", "Saving waits and says so, then all is saved",
        ("Waiting to save", "Not saved: another program is using the history."),
        (
            _EACH + "test_another_program_that_holds_the_history_for_30_seconds_is_waited_for",
            _EACH + "test_another_program_that_does_not_let_go_is_said_and_nothing_changes",
        ),
    ),
    Fault(
        15, "The profile lies on a network or in a folder that a cloud keeps in step",
        "That is said before anything is written there; no log is used, which would not travel along",
        ("The history lies in a folder that {what} copies or shares: it can be damaged there.",),
        (
            _HERE + "test_a_shared_folder_is_warned_of_before_the_first_byte_is_written",
            _STORE + "test_opening.py::test_a_shared_folder_is_warned_of_and_gets_no_log",
            _STORE + "test_place.py::test_folders_that_clouds_keep_in_step_are_known_by_name",
        ),
    ),
    Fault(
        16, "The clock jumps back", "The order of drafts, versions and backups stays, and thinning takes nothing along",
        (),
        (
            _STORE + "test_store.py::test_the_latest_drafts_come_first_even_when_the_clock_jumps_back",
            _STORE + "test_backups.py::test_backups_are_thinned_as_they_age",
            _STORE + "test_thinning.py::test_nothing_goes_on_the_first_day_after_a_gap",
        ),
    ),
    Fault(
        17, "The search index is out of step", "It is made again by itself, and finds everything", (),
        (_STORE + "test_index.py::test_an_index_out_of_step_is_made_again",),
    ),
    Fault(
        18, "A search holds characters that mean something to the database", "Results or none, never an error", (),
        (
            _STORE + "test_index.py::test_hostile_queries_give_results_or_nothing",
            _STORE + "test_query.py::test_no_text_is_an_error",
        ),
    ),
    Fault(
        48, "10 MB are pasted on one line", "The window stays alive, the text is whole, and can be undone", (),
        (
            "tests/gui/test_product_screen.py::test_ten_megabytes_are_kept_whole_and_undone",
            "tests/gui/test_editor_long.py::test_ten_megabytes_in_one_line_stay_whole_and_the_window_alive",
            _STORE + "test_store.py::test_ten_megabytes_on_one_line_are_kept_and_found",
        ),
    ),
    Fault(
        49, "A text holds NUL, half a character or a noncharacter", "It is cleaned to be seen, and is saved",
        ("2 characters that no program can show were left out.",),
        (
            "tests/gui/test_product_screen.py::test_controls_in_a_paste_are_left_out_and_that_is_said",
            _STORE + "test_store.py::test_half_characters_are_replaced_and_told",
            _HERE + "test_a_text_that_no_file_can_hold_is_saved_all_the_same",
        ),
    ),
    Fault(
        50, "A text holds hard spaces, line separators, joined emoji, combining marks",
        "Byte for byte the same after it was saved and opened again", (),
        (
            "tests/gui/test_editor.py::test_characters_that_look_like_spaces_are_kept",
            "tests/gui/test_editor.py::test_what_is_shown_is_read_back",
            _STORE + "test_store.py::test_a_draft_comes_back_byte_for_byte_after_the_program_ended",
            _STORE + "test_store.py::test_any_text_comes_back_as_it_was",
        ),
    ),
    Fault(
        51, "A text runs from right to left, or a hidden mark turns it round",
        "The mark is shown; files have it intact",
        ("A hidden mark turns the direction of writing here.",),
        (
            _HERE + "test_text_from_right_to_left_and_its_marks_are_shown_and_exported_intact",
            "tests/unit/checks/test_hidden.py::test_hidden_characters_are_found",
        ),
    ),
    Fault(
        52, "A text that comes in has hidden letters for machines in it",
        "They are shown, and go when the writer says so",
        ("Hidden letters stand here; a machine reads them, a person does not.",),
        (_HERE + "test_hidden_letters_are_flagged_and_go_when_the_writer_says_so",),
    ),
)  # fmt: skip
