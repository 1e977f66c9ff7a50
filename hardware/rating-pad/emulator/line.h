/* The serial line as a pseudo-terminal: what the host opens, and what goes away when the pad is unplugged. */
#ifndef LINE_H
#define LINE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct line {
    int master; /* -1 while unplugged */
    bool host_present;
    char path[128];
    const char *link; /* NULL = no symbolic link */
};

/* Makes a terminal in raw mode and points the link at it; false with a line on stderr. */
bool line_plug(struct line *line);
/* Closes the terminal, so that the host reads its end, and removes the link. */
void line_unplug(struct line *line);
/* Sends a byte. Like a USB chip with nobody at the port, it drops it when no host has the terminal open. */
void line_send(struct line *line, uint8_t byte);
size_t line_receive(struct line *line, uint8_t *bytes, size_t size);

#endif
