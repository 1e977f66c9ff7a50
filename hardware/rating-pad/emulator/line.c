#define _GNU_SOURCE
#include "line.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <termios.h>
#include <unistd.h>

static bool complain(const char *what) {
    fprintf(stderr, "padsim: %s: %s\n", what, strerror(errno));
    return false;
}

static bool make_link(const struct line *line) {
    char beside[4096];
    if (line->link == NULL) {
        return true;
    }
    int length = snprintf(beside, sizeof beside, "%s.%ld", line->link, (long)getpid());
    if (length < 0 || (size_t)length >= sizeof beside) {
        errno = ENAMETOOLONG;
        return complain(line->link);
    }
    (void)unlink(beside);
    if (symlink(line->path, beside) != 0 || rename(beside, line->link) != 0) {
        return complain(line->link);
    }
    return true;
}

/* Opening the other end once makes it raw for good, and lets poll() tell from then on whether a host is there. */
static bool make_raw(const char *path) {
    struct termios settings;
    int slave = open(path, O_RDWR | O_NOCTTY | O_CLOEXEC);
    if (slave < 0) {
        return complain(path);
    }
    bool set = tcgetattr(slave, &settings) == 0;
    cfmakeraw(&settings);
    set = set && tcsetattr(slave, TCSANOW, &settings) == 0;
    if (!set) {
        complain(path);
    }
    close(slave);
    return set;
}

bool line_plug(struct line *line) {
    line->master = posix_openpt(O_RDWR | O_NOCTTY | O_NONBLOCK | O_CLOEXEC);
    line->host_present = false;
    if (line->master < 0 || grantpt(line->master) != 0 || unlockpt(line->master) != 0 ||
        ptsname_r(line->master, line->path, sizeof line->path) != 0) {
        return complain("no pseudo-terminal");
    }
    return make_raw(line->path) && make_link(line);
}

void line_unplug(struct line *line) {
    if (line->master < 0) {
        return;
    }
    if (line->link != NULL) {
        char target[sizeof line->path];
        ssize_t length = readlink(line->link, target, sizeof target - 1);
        target[length < 0 ? 0 : length] = '\0';
        if (strcmp(target, line->path) == 0) {
            (void)unlink(line->link);
        }
    }
    close(line->master);
    line->master = -1;
    line->host_present = false;
}

static void look_for_host(struct line *line) {
    struct pollfd look = {.fd = line->master, .events = POLLOUT};
    bool present = poll(&look, 1, 0) >= 0 && (look.revents & POLLHUP) == 0;
    if (line->host_present && !present) {
        (void)tcflush(line->master, TCIOFLUSH); /* the next host does not read what this one left */
    }
    line->host_present = present;
}

void line_send(struct line *line, uint8_t byte) {
    if (line->master < 0) {
        return;
    }
    look_for_host(line);
    if (line->host_present) {
        ssize_t written = write(line->master, &byte, 1);
        (void)written; /* a host that does not read loses bytes, as on a real port */
    }
}

size_t line_receive(struct line *line, uint8_t *bytes, size_t size) {
    if (line->master < 0) {
        return 0;
    }
    look_for_host(line);
    ssize_t got = read(line->master, bytes, size);
    return got > 0 ? (size_t)got : 0U;
}
