/*
 * A disk that fails when told: loaded before the C library (LD_PRELOAD) into an unchanged process, it stands under everything that
 * writes files there, SQLite as well as Java. Files under one folder are watched; what happens to them can fail once or from then on,
 * be torn, be slow, run out of room, and be written to a log from which the disk after a power cut can be put together.
 *
 * The environment's FAULT_DISK names the control file, which is mapped by this library and by the test: see struct control. The
 * kernel is called directly, so nothing here depends on which of its names a caller used.
 */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

/* Bits of control.kinds; the log has the same numbers. */
enum { WRITE = 1, SYNC = 2, OPEN = 4, TRUNCATE = 8, UNLINK = 16, RENAME = 32, MKDIR = 64, READ = 128 };

#define PATH_BYTES 512
#define MAX_FDS 65536
#define MAGIC 0x6d637661756c7431 /* "mcvault1" */

/* All numbers are 64 bits in the order of the machine. */
struct control {
    int64_t magic;
    int64_t kinds; /* which operations are counted and may fail */
    int64_t ops; /* counted so far */
    int64_t fail_at; /* the one that fails, from 1; 0: none */
    int64_t sticky; /* not 0: and all after it */
    int64_t error; /* errno of a failure */
    int64_t tear; /* not 0: half of a failing write is written first */
    int64_t failed; /* how many have failed */
    int64_t delay_ms; /* before each sync */
    int64_t skip; /* not 0: a sync says that it is done at once */
    int64_t log; /* not 0: write the log */
    int64_t room; /* bytes by which files may still grow; below 0: as many as there are */
    int64_t spare[4];
    char folder[PATH_BYTES]; /* what is watched: names that begin so */
    char log_file[PATH_BYTES];
};

/* One entry of the log; a path (two for a rename, with a zero byte between) and the written bytes follow. */
struct entry {
    int32_t kind;
    int32_t fd;
    int32_t error; /* errno, 0 if it was done */
    int32_t made; /* of OPEN: 1 if the file was made by it, 2 if it was emptied */
    int64_t offset; /* of WRITE and TRUNCATE */
    int32_t path_bytes;
    int32_t data_bytes;
};

static struct control *control;
static unsigned char watched[MAX_FDS];
static int log_fd = -1;
static pthread_mutex_t one_at_a_time = PTHREAD_MUTEX_INITIALIZER;

__attribute__((constructor)) static void begin(void) {
    const char *file = getenv("FAULT_DISK");
    if (file == NULL)
        return;
    int fd = (int)syscall(SYS_openat, AT_FDCWD, file, O_RDWR | O_CLOEXEC, 0);
    if (fd >= 0) {
        void *at = mmap(NULL, sizeof(struct control), PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
        syscall(SYS_close, fd);
        if (at != MAP_FAILED && ((struct control *)at)->magic == MAGIC) {
            control = at;
            return;
        }
    }
    fprintf(stderr, "faultdisk: %s is no control file\n", file);
    abort();
}

static int is_watched_path(const char *path) {
    return control != NULL && path != NULL && control->folder[0] != 0 && strncmp(path, control->folder, strlen(control->folder)) == 0;
}

/* What is written to a file of this name is in the log like all else, but never fails: what people were shown. */
static int is_mark(const char *path) {
    size_t length = strlen(path);
    return length > 6 && strcmp(path + length - 6, "/shown") == 0;
}

static int is_watched(int fd) { return control != NULL && fd >= 0 && fd < MAX_FDS && watched[fd]; }

/* The errno with which this operation fails, or 0. */
static int fault(int kind) {
    if ((control->kinds & kind) == 0)
        return 0;
    int64_t now = __atomic_add_fetch(&control->ops, 1, __ATOMIC_SEQ_CST);
    int64_t at = control->fail_at;
    if (at <= 0 || (control->sticky ? now < at : now != at))
        return 0;
    __atomic_add_fetch(&control->failed, 1, __ATOMIC_SEQ_CST);
    return (int)control->error;
}

static void write_all(const void *bytes, size_t length) {
    const char *at = bytes;
    while (length > 0) {
        long written = syscall(SYS_write, log_fd, at, length);
        if (written < 0) {
            if (errno == EINTR)
                continue;
            fprintf(stderr, "faultdisk: the log cannot be written\n");
            abort();
        }
        at += written;
        length -= (size_t)written;
    }
}

static void note(int kind, int fd, int error, int made, int64_t offset, const char *path, size_t path_bytes, const void *data,
                 size_t data_bytes) {
    if (!control->log) {
        if (log_fd >= 0) {
            syscall(SYS_close, log_fd);
            log_fd = -1;
        }
        return;
    }
    int saved = errno;
    if (log_fd < 0) {
        log_fd = (int)syscall(SYS_openat, AT_FDCWD, control->log_file, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0644);
    }
    struct entry entry = {kind, fd, error, made, offset, (int32_t)path_bytes, (int32_t)data_bytes};
    write_all(&entry, sizeof entry);
    write_all(path, path_bytes);
    write_all(data, data_bytes);
    errno = saved;
}

static void lock(void) { pthread_mutex_lock(&one_at_a_time); }

static long unlock(long result, int error) {
    pthread_mutex_unlock(&one_at_a_time);
    if (error == 0)
        return result;
    errno = error;
    return -1;
}

static int open_at(int dir, const char *path, int flags, mode_t mode) {
    if (!is_watched_path(path)) {
        int fd = (int)syscall(SYS_openat, dir, path, flags, mode);
        if (fd >= 0 && fd < MAX_FDS)
            watched[fd] = 0;
        return fd;
    }
    lock();
    int mark = is_mark(path);
    int error = mark ? 0 : fault(OPEN);
    int made = 0;
    int fd = -1;
    if (error == 0 && (flags & O_CREAT) != 0 && (flags & O_TMPFILE) != O_TMPFILE) {
        struct stat there;
        if (fstatat(AT_FDCWD, path, &there, 0) != 0) {
            made = 1;
            if (control->room == 0 && !mark)
                error = ENOSPC;
        }
    }
    if (error == 0) {
        fd = (int)syscall(SYS_openat, dir, path, flags, mode);
        if (fd < 0)
            error = errno;
    }
    if (error == 0) {
        if (made == 0 && (flags & O_TRUNC) != 0)
            made = 2;
        if (fd < MAX_FDS)
            watched[fd] = mark ? 2 : 1;
        note(OPEN, fd, 0, made, 0, path, strlen(path), NULL, 0);
    }
    return (int)unlock(fd, error);
}

#define MODE_OF(flags)                                                \
    mode_t mode = 0;                                                  \
    if (((flags)&O_CREAT) != 0 || ((flags)&O_TMPFILE) == O_TMPFILE) { \
        va_list rest;                                                 \
        va_start(rest, flags);                                        \
        mode = va_arg(rest, mode_t);                                  \
        va_end(rest);                                                 \
    }

int open(const char *path, int flags, ...) {
    MODE_OF(flags)
    return open_at(AT_FDCWD, path, flags, mode);
}

int open64(const char *path, int flags, ...) {
    MODE_OF(flags)
    return open_at(AT_FDCWD, path, flags, mode);
}

int openat(int dir, const char *path, int flags, ...) {
    MODE_OF(flags)
    return open_at(dir, path, flags, mode);
}

int openat64(int dir, const char *path, int flags, ...) {
    MODE_OF(flags)
    return open_at(dir, path, flags, mode);
}

int close(int fd) {
    if (is_watched(fd))
        watched[fd] = 0;
    return (int)syscall(SYS_close, fd);
}

int dup2(int from, int to) {
    int fd = (int)syscall(SYS_dup3, from, to, 0);
    if (control != NULL && fd >= 0 && fd < MAX_FDS)
        watched[fd] = from < MAX_FDS && watched[from];
    return fd;
}

/* How many of the bytes have room; the file grows by what is written beyond its end. */
static size_t fitting(int fd, size_t length, int64_t offset) {
    int64_t room = control->room;
    struct stat now;
    if (room < 0 || fstat(fd, &now) != 0)
        return length;
    int64_t grows = offset + (int64_t)length - now.st_size;
    if (grows <= 0)
        return length;
    int64_t taken = grows <= room ? grows : room;
    control->room = room - taken;
    return (size_t)((int64_t)length - (grows - taken));
}

static ssize_t write_at(int fd, const void *bytes, size_t length, int64_t offset) {
    int64_t at = offset;
    lock();
    if (offset < 0) {
        struct stat now;
        int appends = (fcntl(fd, F_GETFL) & O_APPEND) != 0;
        at = appends && fstat(fd, &now) == 0 ? now.st_size : lseek(fd, 0, SEEK_CUR);
    }
    int mark = watched[fd] == 2;
    int error = mark ? 0 : fault(WRITE);
    size_t wanted = error != 0 ? (control->tear ? length / 2 : 0) : mark ? length : fitting(fd, length, at);
    if (wanted == 0 && error == 0 && length > 0)
        error = ENOSPC;
    ssize_t written = 0;
    if (wanted > 0 || length == 0) {
        written = offset < 0 ? syscall(SYS_write, fd, bytes, wanted) : syscall(SYS_pwrite64, fd, bytes, wanted, offset);
        if (written < 0)
            error = errno;
    }
    if (written > 0)
        note(WRITE, fd, 0, 0, at, NULL, 0, bytes, (size_t)written);
    return unlock(written, error);
}

ssize_t write(int fd, const void *bytes, size_t length) {
    return is_watched(fd) ? write_at(fd, bytes, length, -1) : syscall(SYS_write, fd, bytes, length);
}

ssize_t pwrite(int fd, const void *bytes, size_t length, off_t offset) {
    return is_watched(fd) ? write_at(fd, bytes, length, offset) : syscall(SYS_pwrite64, fd, bytes, length, offset);
}

ssize_t pwrite64(int fd, const void *bytes, size_t length, off64_t offset) {
    return is_watched(fd) ? write_at(fd, bytes, length, offset) : syscall(SYS_pwrite64, fd, bytes, length, offset);
}

static int read_fault(int fd) {
    int error = is_watched(fd) ? fault(READ) : 0;
    if (error != 0)
        errno = error;
    return error;
}

ssize_t read(int fd, void *bytes, size_t length) { return read_fault(fd) ? -1 : syscall(SYS_read, fd, bytes, length); }

ssize_t pread(int fd, void *bytes, size_t length, off_t offset) {
    return read_fault(fd) ? -1 : syscall(SYS_pread64, fd, bytes, length, offset);
}

ssize_t pread64(int fd, void *bytes, size_t length, off64_t offset) {
    return read_fault(fd) ? -1 : syscall(SYS_pread64, fd, bytes, length, offset);
}

static int sync_by(long call, int fd) {
    if (!is_watched(fd))
        return control != NULL && control->skip ? 0 : (int)syscall(call, fd);
    int64_t delay = control->delay_ms;
    if (delay > 0) {
        struct timespec time = {delay / 1000, (delay % 1000) * 1000000};
        while (nanosleep(&time, &time) != 0 && errno == EINTR) {
        }
    }
    lock();
    int error = fault(SYNC);
    if (error == 0 && !control->skip && syscall(call, fd) != 0)
        error = errno;
    note(SYNC, fd, error, 0, 0, NULL, 0, NULL, 0);
    return (int)unlock(0, error);
}

int fsync(int fd) { return sync_by(SYS_fsync, fd); }

int fdatasync(int fd) { return sync_by(SYS_fdatasync, fd); }

static int truncate_to(int fd, int64_t length) {
    if (!is_watched(fd))
        return (int)syscall(SYS_ftruncate, fd, length);
    lock();
    int error = fault(TRUNCATE);
    struct stat now;
    if (error == 0 && control->room >= 0 && fstat(fd, &now) == 0 && length - now.st_size > control->room)
        error = ENOSPC;
    if (error == 0 && syscall(SYS_ftruncate, fd, length) != 0)
        error = errno;
    if (error == 0)
        note(TRUNCATE, fd, 0, 0, length, NULL, 0, NULL, 0);
    return (int)unlock(0, error);
}

int ftruncate(int fd, off_t length) { return truncate_to(fd, length); }

int ftruncate64(int fd, off64_t length) { return truncate_to(fd, length); }

static int unlink_at(int dir, const char *path, int flags) {
    if (!is_watched_path(path))
        return (int)syscall(SYS_unlinkat, dir, path, flags);
    lock();
    int error = fault(UNLINK);
    if (error == 0 && syscall(SYS_unlinkat, dir, path, flags) != 0)
        error = errno;
    if (error == 0)
        note(UNLINK, -1, 0, 0, 0, path, strlen(path), NULL, 0);
    return (int)unlock(0, error);
}

int unlink(const char *path) { return unlink_at(AT_FDCWD, path, 0); }

int unlinkat(int dir, const char *path, int flags) { return unlink_at(dir, path, flags); }

int rename(const char *from, const char *to) {
    if (!is_watched_path(from) && !is_watched_path(to))
        return (int)syscall(SYS_renameat2, AT_FDCWD, from, AT_FDCWD, to, 0);
    lock();
    int error = fault(RENAME);
    if (error == 0 && syscall(SYS_renameat2, AT_FDCWD, from, AT_FDCWD, to, 0) != 0)
        error = errno;
    if (error == 0) {
        char both[2 * PATH_BYTES];
        int length = snprintf(both, sizeof both, "%s%c%s", from, 0, to);
        note(RENAME, -1, 0, 0, 0, both, (size_t)length, NULL, 0);
    }
    return (int)unlock(0, error);
}

int mkdir(const char *path, mode_t mode) {
    if (!is_watched_path(path))
        return (int)syscall(SYS_mkdirat, AT_FDCWD, path, mode);
    lock();
    int error = fault(MKDIR);
    if (error == 0 && syscall(SYS_mkdirat, AT_FDCWD, path, mode) != 0)
        error = errno;
    if (error == 0)
        note(MKDIR, -1, 0, 0, 0, path, strlen(path), NULL, 0);
    return (int)unlock(0, error);
}
