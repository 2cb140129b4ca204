/*
 * Makes the system refuse what some disks refuse, for paths that contain "editorial". Which, the variable REFUSES says:
 *   chmod   EPERM for every change of permissions (CIFS, WSL's /mnt/c)
 *   fsync   ENOTSUP for files, EBADF for folders (SMB on macOS, virtiofs)
 *   flush   EPERM for files that were opened for reading only (Windows)
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static int refuses(const char *what) {
  const char *list = getenv("REFUSES");
  return list != NULL && strstr(list, what) != NULL;
}

static int lies_there(int fd) {
  char link[64], path[4096];
  snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
  ssize_t length = readlink(link, path, sizeof path - 1);
  if (length < 0) return 0;
  path[length] = 0;
  return strstr(path, "editorial") != NULL;
}

static int fail(int code) {
  errno = code;
  return -1;
}

int fsync(int fd) {
  int (*real)(int) = (int (*)(int))dlsym(RTLD_NEXT, "fsync");
  struct stat found;
  if (!lies_there(fd) || fstat(fd, &found) != 0) return real(fd);
  int is_folder = S_ISDIR(found.st_mode);
  if (refuses("fsync")) return fail(is_folder ? EBADF : ENOTSUP);
  if (refuses("flush") && (fcntl(fd, F_GETFL) & O_ACCMODE) == O_RDONLY) return fail(EPERM);
  return real(fd);
}

int fchmod(int fd, mode_t mode) {
  int (*real)(int, mode_t) = (int (*)(int, mode_t))dlsym(RTLD_NEXT, "fchmod");
  return refuses("chmod") && lies_there(fd) ? fail(EPERM) : real(fd, mode);
}

int chmod(const char *path, mode_t mode) {
  int (*real)(const char *, mode_t) = (int (*)(const char *, mode_t))dlsym(RTLD_NEXT, "chmod");
  return refuses("chmod") && strstr(path, "editorial") != NULL ? fail(EPERM) : real(path, mode);
}
