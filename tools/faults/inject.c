// Loaded into Node with LD_PRELOAD: makes chosen system calls fail or transfer less than requested, or
// stops or kills the process at them.
//
// It counts the calls with a path under $FAULT_UNDER, or with a descriptor opened there. $FAULTS is
// `run;first-last:action;…`. A new `run` starts the count at 1 again. An action is `kill`, `stop`,
// `short` or an error number.
// Each counted call is a line in the file $FAULT_LOG. The Node process may set these variables while it runs.
#define _GNU_SOURCE
#include <dirent.h>
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

enum { SHORT = -1, DESCRIPTORS = 4096 };

static char watched[DESCRIPTORS];
static char current[512];
static int count;
static pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;

#define NEXT(name) ((__typeof__(&name))dlsym(RTLD_NEXT, #name))

static int is_watched(int descriptor) {
  return descriptor >= 0 && descriptor < DESCRIPTORS && watched[descriptor];
}

// The length of the part of a path that is the directory of a descriptor, /proc/self/fd/N; 0 if there is none.
static int length_held(const char *path, int *descriptor) {
  int length = 0;
  return sscanf(path, "/proc/self/fd/%d%n", descriptor, &length) == 1 ? length : 0;
}

static int is_under(const char *path) {
  const char *under = getenv("FAULT_UNDER");
  int descriptor;
  if (!under || !path) return 0;
  if (length_held(path, &descriptor)) return is_watched(descriptor);
  return strncmp(path, under, strlen(under)) == 0;
}

static long raw(long number, long a, long b, long c, long d) {
  return NEXT(syscall)(number, a, b, c, d);
}

static void note(const char *name, const char *path) {
  const char *log = getenv("FAULT_LOG");
  if (!log) return;
  char line[2048], held[32], directory[1024] = "";
  int descriptor_held, held_length = path ? length_held(path, &descriptor_held) : 0;
  if (held_length) {
    snprintf(held, sizeof held, "/proc/self/fd/%d", descriptor_held);
    raw(SYS_readlink, (long)held, (long)directory, sizeof directory - 1, 0);
  }
  const char *rest = path ? path + held_length : "";
  if (held_length && !*rest) rest = "/.";
  int length = snprintf(line, sizeof line, "%s %s%s\n", name, directory, rest);
  long descriptor = raw(SYS_openat, AT_FDCWD, (long)log, O_WRONLY | O_APPEND | O_CREAT, 0600);
  if (descriptor < 0) return;
  raw(SYS_write, descriptor, (long)line, length, 0);
  raw(SYS_close, descriptor, 0, 0, 0);
}

// Zero, an error number, or SHORT.
static int next_fault(const char *name, const char *path) {
  const char *faults = getenv("FAULTS");
  if (!faults || !*faults) return 0;
  pthread_mutex_lock(&mutex);
  if (strcmp(current, faults) != 0) {
    snprintf(current, sizeof current, "%s", faults);
    count = 0;
  }
  int now = ++count;
  pthread_mutex_unlock(&mutex);
  note(name, path);
  for (const char *rule = strchr(faults, ';'); rule; rule = strchr(rule + 1, ';')) {
    int first, last;
    char action[16];
    if (sscanf(rule, ";%d-%d:%15[a-z0-9]", &first, &last, action) != 3) continue;
    if (now < first || now > last) continue;
    if (strcmp(action, "kill") == 0) kill(getpid(), SIGKILL);
    if (strcmp(action, "stop") == 0) return kill(getpid(), SIGSTOP);
    return strcmp(action, "short") == 0 ? SHORT : atoi(action);
  }
  return 0;
}

#define FAIL_IF(condition, name, path)                          \
  if (condition) {                                              \
    int fault = next_fault(name, path);                         \
    if (fault > 0) {                                            \
      errno = fault;                                            \
      return -1;                                                \
    }                                                           \
  }

int mkdir(const char *path, mode_t mode) {
  FAIL_IF(is_under(path), "mkdir", path)
  return NEXT(mkdir)(path, mode);
}

int chmod(const char *path, mode_t mode) {
  FAIL_IF(is_under(path), "chmod", path)
  return NEXT(chmod)(path, mode);
}

int rename(const char *from, const char *to) {
  FAIL_IF(is_under(from) || is_under(to), "rename", to)
  int result = NEXT(rename)(from, to);
  if (result == 0 && is_under(to)) note("renamed", to);
  return result;
}

int unlink(const char *path) {
  FAIL_IF(is_under(path), "unlink", path)
  return NEXT(unlink)(path);
}

int rmdir(const char *path) {
  FAIL_IF(is_under(path), "rmdir", path)
  return NEXT(rmdir)(path);
}

int access(const char *path, int mode) {
  FAIL_IF(is_under(path), "access", path)
  return NEXT(access)(path, mode);
}

ssize_t readlink(const char *path, char *buffer, size_t size) {
  FAIL_IF(is_under(path), "readlink", path)
  return NEXT(readlink)(path, buffer, size);
}

int scandir64(const char *path, struct dirent64 ***names, int (*filter)(const struct dirent64 *),
              int (*compare)(const struct dirent64 **, const struct dirent64 **)) {
  FAIL_IF(is_under(path), "readdir", path)
  return NEXT(scandir64)(path, names, filter, compare);
}

int open64(const char *path, int flags, ...) {
  va_list more;
  va_start(more, flags);
  mode_t mode = va_arg(more, mode_t);
  va_end(more);
  FAIL_IF(is_under(path), "open", path)
  int descriptor = NEXT(open64)(path, flags, mode);
  if (descriptor >= 0 && descriptor < DESCRIPTORS) watched[descriptor] = is_under(path);
  return descriptor;
}

// Node opens files by the name above, Ruby by this one.
int open(const char *path, int flags, ...) {
  va_list more;
  va_start(more, flags);
  mode_t mode = va_arg(more, mode_t);
  va_end(more);
  return open64(path, flags, mode);
}

ssize_t read(int descriptor, void *buffer, size_t size) {
  if (is_watched(descriptor)) {
    int fault = next_fault("read", NULL);
    if (fault > 0) {
      errno = fault;
      return -1;
    }
    if (fault == SHORT && size > 1) size /= 2;
  }
  return NEXT(read)(descriptor, buffer, size);
}

ssize_t write(int descriptor, const void *buffer, size_t size) {
  if (is_watched(descriptor)) {
    int fault = next_fault("write", NULL);
    if (fault > 0) {
      errno = fault;
      return -1;
    }
    if (fault == SHORT && size > 1) size /= 2;
  }
  return NEXT(write)(descriptor, buffer, size);
}

ssize_t pwrite64(int descriptor, const void *buffer, size_t size, off64_t offset) {
  if (is_watched(descriptor)) {
    int fault = next_fault("write", NULL);
    if (fault > 0) {
      errno = fault;
      return -1;
    }
    if (fault == SHORT && size > 1) size /= 2;
  }
  return NEXT(pwrite64)(descriptor, buffer, size, offset);
}

int ftruncate64(int descriptor, off64_t length) {
  FAIL_IF(is_watched(descriptor), "ftruncate", NULL)
  return NEXT(ftruncate64)(descriptor, length);
}

int fsync(int descriptor) {
  FAIL_IF(is_watched(descriptor), "fsync", NULL)
  return NEXT(fsync)(descriptor);
}

int fchmod(int descriptor, mode_t mode) {
  FAIL_IF(is_watched(descriptor), "fchmod", NULL)
  return NEXT(fchmod)(descriptor, mode);
}

int fchown(int descriptor, uid_t owner, gid_t group) {
  FAIL_IF(is_watched(descriptor), "fchown", NULL)
  return NEXT(fchown)(descriptor, owner, group);
}

static int close_watched(int descriptor) {
  watched[descriptor] = 0;
  int fault = next_fault("close", NULL);
  // The system closes the descriptor even if it returns an error.
  int result = raw(SYS_close, descriptor, 0, 0, 0);
  if (fault <= 0) return result;
  errno = fault;
  return -1;
}

int close(int descriptor) {
  if (is_watched(descriptor)) return close_watched(descriptor);
  return NEXT(close)(descriptor);
}

// libuv calls `close` and `statx` by their numbers.
long syscall(long number, ...) {
  va_list more;
  va_start(more, number);
  long a = va_arg(more, long), b = va_arg(more, long), c = va_arg(more, long);
  long d = va_arg(more, long), e = va_arg(more, long), f = va_arg(more, long);
  va_end(more);
  if (number == SYS_close && is_watched((int)a)) return close_watched((int)a);
  if (number == SYS_statx) {
    const char *path = (const char *)b;
    FAIL_IF(is_under(path) || (path && !*path && is_watched((int)a)), "statx", path)
  }
  return NEXT(syscall)(number, a, b, c, d, e, f);
}
