/*
 * Makes the system refuse what some disks refuse. Each kind of call that REFUSED_CALLS names fails for paths that match the
 * regular expression REFUSED_NAMES: with the error whose number its first group has found there, or else with REFUSED_ERROR.
 */
#define _GNU_SOURCE
#include <dirent.h>
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <regex.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <unistd.h>

/* The function of the system that ours stands in front of. */
#define NEXT(type, name, ...)                                             \
  static type (*next)(__VA_ARGS__);                                       \
  if (next == NULL) next = (type(*)(__VA_ARGS__))dlsym(RTLD_NEXT, name)

/* Whether a path matches; the number that its first group has found there is left in `number`. A warm program gets another
   expression with each of its runs. */
static int matches(const char *pattern, const char *path, int *number) {
  static pthread_mutex_t turn = PTHREAD_MUTEX_INITIALIZER;
  static char known[1024];
  static regex_t names;
  regmatch_t found[2];
  if (strlen(pattern) >= sizeof known) return 0;
  pthread_mutex_lock(&turn);
  if (strcmp(known, pattern) != 0) {
    if (known[0] != 0) regfree(&names);
    strcpy(known, regcomp(&names, pattern, REG_EXTENDED) == 0 ? pattern : "");
  }
  int match = known[0] != 0 && regexec(&names, path, 2, found, 0) == 0;
  if (match && names.re_nsub > 0 && found[1].rm_so >= 0) *number = atoi(path + found[1].rm_so);
  pthread_mutex_unlock(&turn);
  return match;
}

static int refuses(const char *call, const char *path) {
  const char *calls = getenv("REFUSED_CALLS"), *pattern = getenv("REFUSED_NAMES"), *error = getenv("REFUSED_ERROR");
  char list[256], word[32];
  int number = 0;
  if (calls == NULL || pattern == NULL || path == NULL) return 0;
  snprintf(list, sizeof list, " %s ", calls);
  snprintf(word, sizeof word, " %s ", call);
  if (strstr(list, word) == NULL || !matches(pattern, path, &number)) return 0;
  errno = number > 0 ? number : error ? atoi(error) : EIO;
  return 1;
}

static int refuses_open(const char *call, int fd) {
  char link[64], path[4096];
  snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
  ssize_t length = readlink(link, path, sizeof path - 1);
  if (length < 0) return 0;
  path[length] = 0;
  return refuses(call, path);
}

static int refuses_opening(const char *path, int flags) {
  return refuses((flags & O_ACCMODE) == O_RDONLY ? "open" : "open-to-write", path);
}

int open(const char *path, int flags, ...) {
  NEXT(int, "open", const char *, int, ...);
  va_list rest;
  va_start(rest, flags);
  mode_t mode = va_arg(rest, mode_t);
  va_end(rest);
  return refuses_opening(path, flags) ? -1 : next(path, flags, mode);
}

int open64(const char *path, int flags, ...) {
  NEXT(int, "open64", const char *, int, ...);
  va_list rest;
  va_start(rest, flags);
  mode_t mode = va_arg(rest, mode_t);
  va_end(rest);
  return refuses_opening(path, flags) ? -1 : next(path, flags, mode);
}

ssize_t read(int fd, void *to, size_t bytes) {
  NEXT(ssize_t, "read", int, void *, size_t);
  return refuses_open("read", fd) ? -1 : next(fd, to, bytes);
}

ssize_t pread64(int fd, void *to, size_t bytes, off64_t at) {
  NEXT(ssize_t, "pread64", int, void *, size_t, off64_t);
  return refuses_open("read", fd) ? -1 : next(fd, to, bytes, at);
}

ssize_t write(int fd, const void *from, size_t bytes) {
  NEXT(ssize_t, "write", int, const void *, size_t);
  return refuses_open("write", fd) ? -1 : next(fd, from, bytes);
}

ssize_t pwrite64(int fd, const void *from, size_t bytes, off64_t at) {
  NEXT(ssize_t, "pwrite64", int, const void *, size_t, off64_t);
  return refuses_open("write", fd) ? -1 : next(fd, from, bytes, at);
}

ssize_t writev(int fd, const struct iovec *from, int parts) {
  NEXT(ssize_t, "writev", int, const struct iovec *, int);
  return refuses_open("write", fd) ? -1 : next(fd, from, parts);
}

int rename(const char *from, const char *to) {
  NEXT(int, "rename", const char *, const char *);
  return refuses("rename", to) ? -1 : next(from, to);
}

int unlink(const char *path) {
  NEXT(int, "unlink", const char *);
  return refuses("unlink", path) ? -1 : next(path);
}

int scandir64(const char *path, struct dirent64 ***names, int (*takes)(const struct dirent64 *),
              int (*compare)(const struct dirent64 **, const struct dirent64 **)) {
  NEXT(int, "scandir64", const char *, struct dirent64 ***, int (*)(const struct dirent64 *),
       int (*)(const struct dirent64 **, const struct dirent64 **));
  return refuses("list", path) ? -1 : next(path, names, takes, compare);
}

/* libuv asks for the state of a file by the number of the call; where that is unknown it asks otherwise from then on. */
long syscall(long number, ...) {
  NEXT(long, "syscall", long, ...);
  long given[6];
  va_list rest;
  va_start(rest, number);
  for (int index = 0; index < 6; index++) given[index] = va_arg(rest, long);
  va_end(rest);
  const char *path = (const char *)given[1];
  if (number == SYS_statx && path != NULL && *path != 0 && refuses("stat", path)) return -1;
  return next(number, given[0], given[1], given[2], given[3], given[4], given[5]);
}

/* A folder says EBADF where a file says what was asked for; "flush" is refused to what was opened for reading only. */
int fsync(int fd) {
  NEXT(int, "fsync", int);
  struct stat found;
  if (refuses_open("fsync", fd)) {
    if (fstat(fd, &found) == 0 && S_ISDIR(found.st_mode)) errno = EBADF;
    return -1;
  }
  int reads = (fcntl(fd, F_GETFL) & O_ACCMODE) == O_RDONLY;
  return reads && refuses_open("flush", fd) ? -1 : next(fd);
}

int fchmod(int fd, mode_t mode) {
  NEXT(int, "fchmod", int, mode_t);
  return refuses_open("chmod", fd) ? -1 : next(fd, mode);
}

int chmod(const char *path, mode_t mode) {
  NEXT(int, "chmod", const char *, mode_t);
  return refuses("chmod", path) ? -1 : next(path, mode);
}

int fchown(int fd, uid_t user, gid_t group) {
  NEXT(int, "fchown", int, uid_t, gid_t);
  return refuses_open("chown", fd) ? -1 : next(fd, user, group);
}

int futimens(int fd, const struct timespec times[2]) {
  NEXT(int, "futimens", int, const struct timespec *);
  return refuses_open("utime", fd) ? -1 : next(fd, times);
}

/* Locks on parts of files, which some network drives do not have. */
int fcntl64(int fd, int command, ...) {
  NEXT(int, "fcntl64", int, int, ...);
  va_list rest;
  va_start(rest, command);
  void *given = va_arg(rest, void *);
  va_end(rest);
  int locks = command == F_SETLK || command == F_SETLKW || command == F_OFD_SETLK;
  return locks && refuses_open("lock", fd) ? -1 : next(fd, command, given);
}
