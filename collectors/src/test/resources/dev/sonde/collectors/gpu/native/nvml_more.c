/* More of a libnvidia-ml.so.1 than nvml_stub.c has, and more ways to fail. Build it as that one.
 * NVML_STUB_LOST=i       GPU i is lost, for every call
 * NVML_STUB_HANG=path    asking for a temperature hangs while this file exists
 * NVML_STUB_INSIDE=path  it makes this file when it hangs
 * NVML_STUB_WRONG=how    every answer about a number is a success that can't be true:
 *                        ones (all bits), silent (never written), much (too much)
 * NVML_STUB_PROCESSES=n  so many processes hold memory of GPU 0 (default 2)
 * NVML_STUB_MIG=n        GPU 0 is parted into so many instances (default 0)
 * NVML_STUB_BUSY=1       every GPU is busy, and its memory is not touched
 * NVML_STUB_QUIET=1      numbers do not move */
#define nvmlDeviceGetHandleByIndex_v2 plain_nvmlDeviceGetHandleByIndex_v2
#define nvmlDeviceGetUtilizationRates plain_nvmlDeviceGetUtilizationRates
#define nvmlDeviceGetMemoryInfo plain_nvmlDeviceGetMemoryInfo
#define nvmlDeviceGetMemoryInfo_v2 plain_nvmlDeviceGetMemoryInfo_v2
#define nvmlDeviceGetTemperature plain_nvmlDeviceGetTemperature
#define nvmlDeviceGetPowerUsage plain_nvmlDeviceGetPowerUsage
#define nvmlDeviceGetEnforcedPowerLimit plain_nvmlDeviceGetEnforcedPowerLimit
#define nvmlDeviceGetTotalEnergyConsumption plain_nvmlDeviceGetTotalEnergyConsumption
#define nvmlDeviceGetFanSpeed plain_nvmlDeviceGetFanSpeed
#define nvmlDeviceGetClockInfo plain_nvmlDeviceGetClockInfo
#define nvmlDeviceGetEncoderUtilization plain_nvmlDeviceGetEncoderUtilization
#define nvmlDeviceGetDecoderUtilization plain_nvmlDeviceGetDecoderUtilization
#define nvmlDeviceGetPcieThroughput plain_nvmlDeviceGetPcieThroughput
#define nvmlDeviceGetPerformanceState plain_nvmlDeviceGetPerformanceState
#define nvmlDeviceGetCurrentClocksThrottleReasons plain_nvmlDeviceGetCurrentClocksThrottleReasons
#define nvmlDeviceGetTotalEccErrors plain_nvmlDeviceGetTotalEccErrors
#define nvmlDeviceGetName plain_nvmlDeviceGetName
#define nvmlDeviceGetUUID plain_nvmlDeviceGetUUID
#include "nvml_stub.c"
#undef nvmlDeviceGetHandleByIndex_v2
#undef nvmlDeviceGetUtilizationRates
#undef nvmlDeviceGetMemoryInfo
#undef nvmlDeviceGetMemoryInfo_v2
#undef nvmlDeviceGetTemperature
#undef nvmlDeviceGetPowerUsage
#undef nvmlDeviceGetEnforcedPowerLimit
#undef nvmlDeviceGetTotalEnergyConsumption
#undef nvmlDeviceGetFanSpeed
#undef nvmlDeviceGetClockInfo
#undef nvmlDeviceGetEncoderUtilization
#undef nvmlDeviceGetDecoderUtilization
#undef nvmlDeviceGetPcieThroughput
#undef nvmlDeviceGetPerformanceState
#undef nvmlDeviceGetCurrentClocksThrottleReasons
#undef nvmlDeviceGetTotalEccErrors
#undef nvmlDeviceGetName
#undef nvmlDeviceGetUUID
#include <unistd.h>

typedef nvmlDevice_t dev_t_;
static struct dev parts[16];
static unsigned long long joules;
static int number(const char *name, int otherwise) { const char *e = getenv(name); return e && *e ? atoi(e) : otherwise; }
static void inside(void) { const char *e = getenv("NVML_STUB_INSIDE"); FILE *f = e && *e ? fopen(e, "w") : 0; if (f) fclose(f); }
static int is_part(dev_t_ d) { return d >= parts && d < parts + 16; }
static int gone(dev_t_ d) { return !is_part(d) && d && d->i == number("NVML_STUB_LOST", -1); }
static int wrong(void *out, unsigned size, unsigned long long much) {
  const char *how = getenv("NVML_STUB_WRONG");
  if (!how || !*how) return 0;
  if (!strcmp(how, "ones")) memset(out, 0xff, size);
  if (!strcmp(how, "much")) for (unsigned i = 0; i < size; i += size % 8 ? 4 : 8) memcpy((char *)out + i, &much, size % 8 ? 4 : 8);
  return 1;
}
#define BEGIN(out, size, much) do { int r_ = fail(__func__); if (r_) return r_; if (!up) return 1; if (gone(d)) return 15; \
  if (number("NVML_STUB_QUIET", 0)) calls = 0; if (wrong(out, size, much)) return 0; } while (0)

nvmlReturn_t nvmlDeviceGetHandleByIndex_v2(unsigned i, dev_t_ *d) { int r = fail(__func__); if (r) return r; if ((int)i == number("NVML_STUB_LOST", -1)) return 15; return plain_nvmlDeviceGetHandleByIndex_v2(i, d); }
nvmlReturn_t nvmlDeviceGetUtilizationRates(dev_t_ d, nvmlUtilization_t *u) { BEGIN(u, 8, 101ULL << 32 | 101); if (number("NVML_STUB_MIG", 0) && d->i == 0) return 3; if (number("NVML_STUB_BUSY", 0)) { u->gpu = 100; u->memory = 0; return 0; } return plain_nvmlDeviceGetUtilizationRates(d, u); }
nvmlReturn_t nvmlDeviceGetMemoryInfo(dev_t_ d, nvmlMemory_t *m) { BEGIN(m, sizeof *m, 1ULL << 60); if (is_part(d)) { m->total = 16ULL << 30; m->used = (d->i + 1ULL) << 30; m->free = m->total - m->used; return 0; } return plain_nvmlDeviceGetMemoryInfo(d, m); }
nvmlReturn_t nvmlDeviceGetMemoryInfo_v2(dev_t_ d, nvmlMemory_v2_t *m) { if (m->version != (2u << 24 | sizeof *m)) return 25; BEGIN(m, sizeof *m, 1ULL << 60); return plain_nvmlDeviceGetMemoryInfo_v2(d, m); }
nvmlReturn_t nvmlDeviceGetTemperature(dev_t_ d, int s, unsigned *t) { const char *h = getenv("NVML_STUB_HANG"); while (h && *h && !access(h, F_OK)) { inside(); usleep(1000); } BEGIN(t, 4, 126); return plain_nvmlDeviceGetTemperature(d, s, t); }
nvmlReturn_t nvmlDeviceGetPowerUsage(dev_t_ d, unsigned *w) { BEGIN(w, 4, 4000000000u); return plain_nvmlDeviceGetPowerUsage(d, w); }
nvmlReturn_t nvmlDeviceGetEnforcedPowerLimit(dev_t_ d, unsigned *w) { BEGIN(w, 4, 4000000000u); return plain_nvmlDeviceGetEnforcedPowerLimit(d, w); }
nvmlReturn_t nvmlDeviceGetTotalEnergyConsumption(dev_t_ d, unsigned long long *j) { BEGIN(j, 8, 1ULL << 63); joules += number("NVML_STUB_QUIET", 0) ? 0 : 375; *j = 81000000 + joules * 1000; return 0; }
nvmlReturn_t nvmlDeviceGetFanSpeed(dev_t_ d, unsigned *p) { BEGIN(p, 4, 101); return plain_nvmlDeviceGetFanSpeed(d, p); }
nvmlReturn_t nvmlDeviceGetClockInfo(dev_t_ d, int t, unsigned *m) { BEGIN(m, 4, 4000000000u); return plain_nvmlDeviceGetClockInfo(d, t, m); }
nvmlReturn_t nvmlDeviceGetEncoderUtilization(dev_t_ d, unsigned *u, unsigned *p) { BEGIN(u, 4, 101); return plain_nvmlDeviceGetEncoderUtilization(d, u, p); }
nvmlReturn_t nvmlDeviceGetDecoderUtilization(dev_t_ d, unsigned *u, unsigned *p) { BEGIN(u, 4, 101); return plain_nvmlDeviceGetDecoderUtilization(d, u, p); }
nvmlReturn_t nvmlDeviceGetPcieThroughput(dev_t_ d, int c, unsigned *k) { BEGIN(k, 4, 4000000000u); return plain_nvmlDeviceGetPcieThroughput(d, c, k); }
nvmlReturn_t nvmlDeviceGetPerformanceState(dev_t_ d, int *s) { BEGIN(s, 4, 32); return plain_nvmlDeviceGetPerformanceState(d, s); }
nvmlReturn_t nvmlDeviceGetCurrentClocksThrottleReasons(dev_t_ d, unsigned long long *m) { BEGIN(m, 8, ~0ULL); *m = d->i ? 0x45 : 1; return 0; }
nvmlReturn_t nvmlDeviceGetTotalEccErrors(dev_t_ d, int t, int c, unsigned long long *v) { BEGIN(v, 8, 1ULL << 63); int r = plain_nvmlDeviceGetTotalEccErrors(d, t, c, v); if (!r && !t) *v = 3; return r; }
nvmlReturn_t nvmlDeviceGetCurrPcieLinkGeneration(dev_t_ d, unsigned *g) { BEGIN(g, 4, 99); *g = 5; return 0; }
nvmlReturn_t nvmlDeviceGetCurrPcieLinkWidth(dev_t_ d, unsigned *w) { BEGIN(w, 4, 99); *w = 16; return 0; }
nvmlReturn_t nvmlDeviceGetName(dev_t_ d, char *b, unsigned l) { int r = fail(__func__); if (r) return r; if (is_part(d)) { snprintf(b, l, "NVIDIA Stub GPU 0 MIG 1g.16gb"); return 0; } return plain_nvmlDeviceGetName(d, b, l); }
nvmlReturn_t nvmlDeviceGetUUID(dev_t_ d, char *b, unsigned l) { int r = fail(__func__); if (r) return r; if (is_part(d)) { snprintf(b, l, "MIG-00000000-0000-0000-0000-%012d", d->i); return 0; } return plain_nvmlDeviceGetUUID(d, b, l); }

typedef struct { char legacy[16]; unsigned domain, bus, device, chip, subsystem; char id[32]; } pci_t;
nvmlReturn_t nvmlDeviceGetPciInfo_v3(dev_t_ d, pci_t *p) { int r = fail(__func__); if (r) return r; memset(p, 0, sizeof *p); snprintf(p->id, 32, "00000000:%02X:00.0", d->i + 1); return 0; }

typedef struct { unsigned pid; unsigned long long memory; unsigned gpu, compute; } process_t;
static nvmlReturn_t processes(dev_t_ d, unsigned *n, process_t *p, int half) {
  int all = d->i ? 0 : number("NVML_STUB_PROCESSES", 2);
  unsigned room = *n; *n = all;
  if ((unsigned)all > room) return 7;
  const char *how = getenv("NVML_STUB_WRONG");
  for (int i = 0; i < all; i++) { p[i].pid = 1000 + i; p[i].memory = (how && *how) ? (strcmp(how, "much") ? ~0ULL : 1ULL << 60) : ((i + 1ULL) << 20) / half; p[i].gpu = p[i].compute = ~0u; }
  return 0;
}
nvmlReturn_t nvmlDeviceGetComputeRunningProcesses_v3(dev_t_ d, unsigned *n, process_t *p) { int r = fail(__func__); if (r) return r; if (gone(d)) return 15; return processes(d, n, p, 1); }
nvmlReturn_t nvmlDeviceGetGraphicsRunningProcesses_v3(dev_t_ d, unsigned *n, process_t *p) { int r = fail(__func__); if (r) return r; if (gone(d)) return 15; return processes(d, n, p, 2); }

nvmlReturn_t nvmlDeviceGetMigMode(dev_t_ d, unsigned *now, unsigned *later) { int r = fail(__func__); if (r) return r; if (d->i) return 3; *now = *later = number("NVML_STUB_MIG", 0) > 0; return 0; }
nvmlReturn_t nvmlDeviceGetMaxMigDeviceCount(dev_t_ d, unsigned *n) { int r = fail(__func__); if (r) return r; *n = 7; return 0; }
nvmlReturn_t nvmlDeviceGetMigDeviceHandleByIndex(dev_t_ d, unsigned i, dev_t_ *p) { int r = fail(__func__); if (r) return r; if ((int)i >= number("NVML_STUB_MIG", 0)) return 6; parts[i].i = i; *p = &parts[i]; return 0; }
