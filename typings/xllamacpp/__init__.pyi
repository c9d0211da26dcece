from enum import IntEnum

class common_speculative_type(IntEnum):
    COMMON_SPECULATIVE_TYPE_NONE = ...
    COMMON_SPECULATIVE_TYPE_NGRAM_SIMPLE = ...
    COMMON_SPECULATIVE_TYPE_NGRAM_MAP_K = ...
    COMMON_SPECULATIVE_TYPE_NGRAM_MAP_K4V = ...
    COMMON_SPECULATIVE_TYPE_NGRAM_MOD = ...
    COMMON_SPECULATIVE_TYPE_NGRAM_CACHE = ...

class llama_flash_attn_type(IntEnum):
    LLAMA_FLASH_ATTN_TYPE_AUTO = ...
    LLAMA_FLASH_ATTN_TYPE_DISABLED = ...
    LLAMA_FLASH_ATTN_TYPE_ENABLED = ...

class CommonParamsModel:
    path: str

class CpuParams:
    n_threads: int

class CommonParamsSpeculativeNgramMap:
    size_n: int
    size_m: int
    min_hits: int

class CommonParamsSpeculativeNgramMod:
    n_match: int
    n_max: int
    n_min: int

class CommonParamsSpeculative:
    types: list[common_speculative_type]
    ngram_simple: CommonParamsSpeculativeNgramMap
    ngram_map_k: CommonParamsSpeculativeNgramMap
    ngram_mod: CommonParamsSpeculativeNgramMod

class CommonParams:
    api_keys: list[str]
    cache_idle_slots: bool
    cache_prompt: bool
    cache_ram_mib: int
    cont_batching: bool
    cors_credentials: bool
    cors_origins: str
    cpuparams: CpuParams
    cpuparams_batch: CpuParams
    ctx_shift: bool
    endpoint_metrics: bool
    endpoint_props: bool
    endpoint_slots: bool
    flash_attn_type: llama_flash_attn_type
    hostnames: list[str]
    kv_unified: bool
    model: CommonParamsModel
    model_alias: set[str]
    n_batch: int
    n_cache_reuse: int
    n_ctx: int
    n_gpu_layers: int
    n_parallel: int
    n_predict: int
    n_threads_http: int
    n_ubatch: int
    no_perf: bool
    offline: bool
    port: int
    reuse_port: bool
    sleep_idle_seconds: int
    slot_prompt_similarity: float
    slot_save_path: str
    speculative: CommonParamsSpeculative
    sse_ping_interval: int
    ui: bool
    use_color: bool
    use_jinja: bool
    verbosity: int
    warmup: bool

class Server:
    def __init__(self, params: CommonParams) -> None: ...
    @property
    def listening_address(self) -> str: ...
