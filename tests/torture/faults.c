/* Preloaded into a process, lets its nth write, fsync, truncation or rename below one folder go wrong.

   fault_arm(folder, nth, kind): from now on count; at the nth (1, 2, ...): 1 half of it is written and the process is killed;
   2 the disk is full, and stays so; 3 an I/O error, once. With nth 0 nothing goes wrong. fault_count(): how many there were.
   Several threads may write at once: the count is atomic. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <limits.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdio.h>
#include <string.h>
#include <sys/types.h>
#include <sys/uio.h>
#include <unistd.h>

enum { NONE, KILLED, FULL, BROKEN };
static char below[PATH_MAX];
static int nth, kind;
static atomic_int count;

void fault_arm(const char *folder, int at, int what) {
    strncpy(below, folder, sizeof below - 1);
    nth = at;
    kind = what;
    atomic_store(&count, 0);
}

int fault_count(void) { return atomic_load(&count); }

static int is_below(const char *path) { return below[0] && strncmp(path, below, strlen(below)) == 0; }

static int is_below_fd(int fd) {
    char link[64], path[PATH_MAX];
    if (!below[0]) return 0;
    snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
    ssize_t length = readlink(link, path, sizeof path - 1);
    if (length < 0) return 0;
    path[length] = 0;
    return is_below(path);
}

/* What happens to this operation: NONE or a kind. A full disk still renames and syncs. */
static int struck(int needs_space) {
    int now = atomic_fetch_add(&count, 1) + 1;
    if (!nth) return NONE;
    if (kind == FULL) return now >= nth && needs_space ? FULL : NONE;
    return now == nth ? kind : NONE;
}

static void die(void) { kill(getpid(), SIGKILL); for (;;) pause(); }

static int fails(int what) { errno = what == FULL ? ENOSPC : EIO; return -1; }

#define REAL(name) static __typeof__(name) *real; if (!real) real = dlsym(RTLD_NEXT, #name)

ssize_t write(int fd, const void *from, size_t size) {
    REAL(write);
    int what = is_below_fd(fd) ? struck(1) : NONE;
    if (what == KILLED) { real(fd, from, size / 2); die(); }
    return what ? fails(what) : real(fd, from, size);
}

ssize_t pwrite64(int fd, const void *from, size_t size, off64_t at) {
    REAL(pwrite64);
    int what = is_below_fd(fd) ? struck(1) : NONE;
    if (what == KILLED) { real(fd, from, size / 2, at); die(); }
    return what ? fails(what) : real(fd, from, size, at);
}

ssize_t pwrite(int fd, const void *from, size_t size, off_t at) { return pwrite64(fd, from, size, at); }

ssize_t writev(int fd, const struct iovec *from, int parts) {
    REAL(writev);
    int what = is_below_fd(fd) ? struck(1) : NONE;
    if (what == KILLED) die();
    return what ? fails(what) : real(fd, from, parts);
}

#define ON_FD(name, needs_space, parameters, ...) \
    int name parameters { \
        REAL(name); \
        int what = is_below_fd(fd) ? struck(needs_space) : NONE; \
        if (what == KILLED) die(); \
        return what ? fails(what) : real(__VA_ARGS__); \
    }
ON_FD(fsync, 0, (int fd), fd)
ON_FD(fdatasync, 0, (int fd), fd)
ON_FD(ftruncate, 0, (int fd, off_t size), fd, size)
ON_FD(ftruncate64, 0, (int fd, off64_t size), fd, size)
ON_FD(posix_fallocate64, 1, (int fd, off64_t at, off64_t size), fd, at, size)

#define ON_PATH(name, needs_space, to, parameters, ...) \
    int name parameters { \
        REAL(name); \
        int what = is_below(to) ? struck(needs_space) : NONE; \
        if (what == KILLED) die(); \
        return what ? fails(what) : real(__VA_ARGS__); \
    }
ON_PATH(rename, 0, new, (const char *old, const char *new), old, new)
ON_PATH(symlink, 1, new, (const char *old, const char *new), old, new)
ON_PATH(unlink, 0, name, (const char *name), name)
ON_PATH(symlinkat, 1, new, (const char *old, int folder, const char *new), old, folder, new)
