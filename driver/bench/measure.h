/* What both measuring programs share: clocks, memory, and the one line of JSON that they print. */
#ifndef DRAWBRIDGE_MEASURE_H
#define DRAWBRIDGE_MEASURE_H

#include <stdio.h>
#include <sys/resource.h>
#include <time.h>

struct measurement {
  double started;
  double cpu_started;
  double first_row; /* 0: none yet */
};

static double wall_seconds(void) {
  struct timespec now;
  clock_gettime(CLOCK_MONOTONIC, &now);
  return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

static double cpu_seconds(void) {
  struct rusage usage;
  getrusage(RUSAGE_SELF, &usage);
  return (double)(usage.ru_utime.tv_sec + usage.ru_stime.tv_sec) +
         (double)(usage.ru_utime.tv_usec + usage.ru_stime.tv_usec) / 1e6;
}

/* Of this process only; getrusage counts what the parent had before exec, too. */
static long peak_kib(void) {
  char line[256];
  long kib = 0;
  FILE *status = fopen("/proc/self/status", "r");
  while (status != NULL && fgets(line, sizeof line, status) != NULL) {
    if (sscanf(line, "VmHWM: %ld", &kib) == 1) break;
  }
  if (status != NULL) fclose(status);
  return kib;
}

static struct measurement begin_measurement(void) {
  struct measurement m = {wall_seconds(), cpu_seconds(), 0};
  return m;
}

static void saw_row(struct measurement *m) {
  if (m->first_row == 0) m->first_row = wall_seconds();
}

/* `buffers_kib`: memory that belongs to the application, not to the driver. */
static void print_measurement(const struct measurement *m, long rows, unsigned long long bytes, long buffers_kib) {
  const double end = wall_seconds();
  const double first = m->first_row == 0 ? end : m->first_row;
  printf("{\"rows\":%ld,\"bytes\":%llu,\"seconds\":%.6f,\"clientCpuSeconds\":%.6f,\"firstRowMs\":%.3f,"
         "\"peakRssKiB\":%ld,\"bufferKiB\":%ld}\n",
         rows, bytes, end - m->started, cpu_seconds() - m->cpu_started, (first - m->started) * 1e3, peak_kib(), buffers_kib);
}

#endif
