/*
 * Stands for the driver of an NVIDIA GPU of compute capability 9.0 where there is none: every function that TornadoVM calls
 * succeeds, and neither copies nor kernels do anything. Calls are logged, a line each, with the time in microseconds; modules
 * are kept as they come. It shows which code is compiled and what a call costs the host, no more.
 *   DRIVER_LOG      the file to log to
 *   DRIVER_MODULES  the folder for modules
 */
#define _GNU_SOURCE
#include <cuda.h>
#include <dlfcn.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#undef cuCtxCreate_v2
#undef cuCtxSynchronize_v2

static void *next_handle(void) {
    static _Atomic long last = 0x1000;
    return (void *)(last += 16);
}

static CUresult note(const char *format, ...) {
    static FILE *log = NULL;
    if (!log) {
        const char *path = getenv("DRIVER_LOG");
        log = fopen(path ? path : "/dev/null", "a");
        setvbuf(log, NULL, _IOLBF, 0);
    }
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    char line[512];
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(line, sizeof line, format, arguments);
    va_end(arguments);
    fprintf(log, "%.1f %s\n", now.tv_sec * 1e6 + now.tv_nsec * 1e-3, line);
    return CUDA_SUCCESS;
}

static int attribute(CUdevice_attribute which) {
    switch ((int)which) {
        case CU_DEVICE_ATTRIBUTE_COMPUTE_CAPABILITY_MAJOR: return 9;
        case CU_DEVICE_ATTRIBUTE_COMPUTE_CAPABILITY_MINOR: return 0;
        case CU_DEVICE_ATTRIBUTE_MULTIPROCESSOR_COUNT: return 132;
        case CU_DEVICE_ATTRIBUTE_MAX_THREADS_PER_BLOCK:
        case CU_DEVICE_ATTRIBUTE_MAX_BLOCK_DIM_X:
        case CU_DEVICE_ATTRIBUTE_MAX_BLOCK_DIM_Y: return 1024;
        case CU_DEVICE_ATTRIBUTE_MAX_BLOCK_DIM_Z: return 64;
        case CU_DEVICE_ATTRIBUTE_MAX_GRID_DIM_X: return 2147483647;
        case CU_DEVICE_ATTRIBUTE_MAX_GRID_DIM_Y:
        case CU_DEVICE_ATTRIBUTE_MAX_GRID_DIM_Z: return 65535;
        case CU_DEVICE_ATTRIBUTE_MAX_SHARED_MEMORY_PER_BLOCK: return 48 << 10;
        case CU_DEVICE_ATTRIBUTE_TOTAL_CONSTANT_MEMORY: return 64 << 10;
        case CU_DEVICE_ATTRIBUTE_CLOCK_RATE: return 1980000;
        case CU_DEVICE_ATTRIBUTE_WARP_SIZE: return 32;
        case CU_DEVICE_ATTRIBUTE_CONCURRENT_KERNELS: return 1;
        case CU_DEVICE_ATTRIBUTE_ASYNC_ENGINE_COUNT: return 3;
        default: return 0;
    }
}

CUresult cuInit(unsigned flags) { return note("init"); }
CUresult cuDriverGetVersion(int *version) { *version = 13000; return CUDA_SUCCESS; }
CUresult cuDeviceGetCount(int *count) { *count = 1; return CUDA_SUCCESS; }
CUresult cuDeviceGet(CUdevice *device, int ordinal) { *device = 0; return CUDA_SUCCESS; }
CUresult cuDeviceGetName(char *name, int room, CUdevice device) { snprintf(name, room, "no GPU: a stub"); return CUDA_SUCCESS; }
CUresult cuDeviceTotalMem(size_t *bytes, CUdevice device) { *bytes = 80ull << 30; return CUDA_SUCCESS; }
CUresult cuDeviceGetAttribute(int *value, CUdevice_attribute which, CUdevice device) { *value = attribute(which); return CUDA_SUCCESS; }
CUresult cuCtxCreate(CUcontext *c, CUctxCreateParams *p, unsigned flags, CUdevice d) { *c = next_handle(); return CUDA_SUCCESS; }
CUresult cuCtxCreate_v2(CUcontext *c, unsigned flags, CUdevice d) { *c = next_handle(); return CUDA_SUCCESS; }
CUresult cuCtxDestroy(CUcontext c) { return CUDA_SUCCESS; }
CUresult cuCtxSetCurrent(CUcontext c) { return note("current"); }
CUresult cuCtxSynchronize(void) { return note("synchronize"); }
CUresult cuCtxSynchronize_v2(CUcontext c) { return note("synchronize"); }
CUresult cuCtxGetStreamPriorityRange(int *least, int *greatest) { *least = 0; *greatest = -5; return CUDA_SUCCESS; }
CUresult cuStreamCreate(CUstream *s, unsigned flags) { *s = next_handle(); return CUDA_SUCCESS; }
CUresult cuStreamCreateWithPriority(CUstream *s, unsigned flags, int priority) { *s = next_handle(); return CUDA_SUCCESS; }
CUresult cuStreamDestroy(CUstream s) { return CUDA_SUCCESS; }
CUresult cuStreamSynchronize(CUstream s) { return note("synchronize"); }
CUresult cuStreamWaitEvent(CUstream s, CUevent e, unsigned flags) { return note("wait"); }
CUresult cuStreamIsCapturing(CUstream s, CUstreamCaptureStatus *status) { *status = 0; return CUDA_SUCCESS; }
CUresult cuEventCreate(CUevent *e, unsigned flags) { *e = next_handle(); return note("event"); }
CUresult cuEventDestroy(CUevent e) { return note("event"); }
CUresult cuEventRecord(CUevent e, CUstream s) { return note("event"); }
CUresult cuEventQuery(CUevent e) { return note("event"); }
CUresult cuEventSynchronize(CUevent e) { return note("event"); }
CUresult cuEventElapsedTime(float *millis, CUevent from, CUevent to) { *millis = 0.001f; return CUDA_SUCCESS; }
CUresult cuMemAlloc(CUdeviceptr *p, size_t bytes) { *p = (CUdeviceptr)next_handle(); return note("allocate %zu", bytes); }
CUresult cuMemFree(CUdeviceptr p) { return CUDA_SUCCESS; }
CUresult cuMemAllocHost(void **p, size_t bytes) { *p = malloc(bytes); return CUDA_SUCCESS; }
CUresult cuMemFreeHost(void *p) { free(p); return CUDA_SUCCESS; }
CUresult cuMemHostRegister(void *p, size_t bytes, unsigned flags) { return note("pin %zu", bytes); }
CUresult cuMemHostUnregister(void *p) { return CUDA_SUCCESS; }
CUresult cuMemGetInfo(size_t *free, size_t *total) { *free = 79ull << 30; *total = 80ull << 30; return CUDA_SUCCESS; }
CUresult cuMemcpyDtoHAsync(void *to, CUdeviceptr from, size_t bytes, CUstream s) { return note("download %zu", bytes); }
CUresult cuMemcpyHtoDAsync(CUdeviceptr to, const void *from, size_t bytes, CUstream s) { return note("upload %zu", bytes); }
CUresult cuMemcpyDtoD(CUdeviceptr to, CUdeviceptr from, size_t bytes) { return note("copy %zu", bytes); }
CUresult cuMemsetD8(CUdeviceptr to, unsigned char value, size_t bytes) { return note("fill %zu", bytes); }

CUresult cuModuleLoadDataEx(CUmodule *module, const void *image, unsigned count, CUjit_option *options, void **values) {
    static int modules = 0;
    *module = next_handle();
    int registers = 0;
    for (unsigned i = 0; i < count; i++) {
        registers = options[i] == CU_JIT_MAX_REGISTERS ? (int)(size_t)values[i] : registers;
    }
    const char *folder = getenv("DRIVER_MODULES");
    char path[4096];
    snprintf(path, sizeof path, "%s/%03d", folder ? folder : ".", modules);
    FILE *file = folder && memcmp(image, "\177ELF", 4) ? fopen(path, "w") : NULL;
    if (file) {
        fputs(image, file);
        fclose(file);
    }
    return note("module %03d %d", modules++, registers);
}

CUresult cuModuleLoadData(CUmodule *module, const void *image) { return cuModuleLoadDataEx(module, image, 0, NULL, NULL); }
CUresult cuModuleUnload(CUmodule m) { return CUDA_SUCCESS; }
CUresult cuModuleGetFunction(CUfunction *f, CUmodule m, const char *name) { *f = (CUfunction)strdup(name); return CUDA_SUCCESS; }
CUresult cuOccupancyMaxPotentialBlockSize(int *grid, int *block, CUfunction f, CUoccupancyB2DSize size, size_t local, int limit) { *grid = 132; *block = 1024; return CUDA_SUCCESS; }
CUresult cuLaunchKernel(CUfunction f, unsigned gx, unsigned gy, unsigned gz, unsigned bx, unsigned by, unsigned bz, unsigned local, CUstream s, void **parameters, void **extra) {
    return note("launch %s %u %u", (char *)f, gx * gy * gz, bx * by * bz);
}
CUresult cuGetErrorString(CUresult e, const char **text) { *text = "the stub's"; return CUDA_SUCCESS; }
CUresult cuGetErrorName(CUresult e, const char **text) { *text = "the stub's"; return CUDA_SUCCESS; }

static CUresult unknown(void) { return CUDA_ERROR_NOT_FOUND; }

CUresult cuGetProcAddress_v2(const char *name, void **function, int version, cuuint64_t flags, CUdriverProcAddressQueryResult *found) {
    char newer[256];
    snprintf(newer, sizeof newer, "%s_v2", name);
    *function = dlsym(RTLD_DEFAULT, newer);
    *function = *function ? *function : dlsym(RTLD_DEFAULT, name);
    *function = *function ? *function : (void *)unknown;
    return CUDA_SUCCESS;
}

/* Of the run-time compiler for CUDA C: what it gives as code is the source, which is then kept like any module. */
int nvrtcVersion(int *major, int *minor) { *major = 13; *minor = 0; return 0; }
int nvrtcGetNumSupportedArchs(int *count) { *count = 1; return 0; }
int nvrtcGetSupportedArchs(int *architectures) { *architectures = 90; return 0; }
const char *nvrtcGetErrorString(int result) { return "the stub's"; }
int nvrtcCreateProgram(char **program, const char *source, const char *name, int count, const char *const *headers, const char *const *names) { *program = strdup(source); return 0; }
int nvrtcCompileProgram(char *program, int count, const char *const *options) { return 0; }
int nvrtcDestroyProgram(char **program) { free(*program); return 0; }
int nvrtcGetProgramLogSize(char *program, size_t *bytes) { *bytes = 1; return 0; }
int nvrtcGetProgramLog(char *program, char *to) { *to = 0; return 0; }
int nvrtcGetCUBINSize(char *program, size_t *bytes) { *bytes = strlen(program) + 1; return 0; }
int nvrtcGetCUBIN(char *program, char *to) { strcpy(to, program); return 0; }
int nvrtcGetPTXSize(char *program, size_t *bytes) { return nvrtcGetCUBINSize(program, bytes); }
int nvrtcGetPTX(char *program, char *to) { return nvrtcGetCUBIN(program, to); }

/* Of the library that measures power, which isn't there either. */
int nvmlInit_v2(void) { return 1; }
int nvmlInit(void) { return 1; }
int nvmlDeviceGetHandleByIndex_v2(unsigned index, void **device) { return 1; }
int nvmlDeviceGetHandleByIndex(unsigned index, void **device) { return 1; }
int nvmlDeviceGetPowerUsage(void *device, unsigned *power) { return 1; }
