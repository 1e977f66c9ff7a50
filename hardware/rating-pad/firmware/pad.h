/* The rating pad without its pins: inputs and time in, lamps, frames and EEPROM bytes out. The port calls
 *   pad_step      once a millisecond with what the pins say,
 *   pad_receive   for each byte from the host,
 *   pad_transmit  whenever a whole frame fits into its send buffer,
 *   pad_eeprom    whenever the EEPROM is idle.
 * The same calls run on a PC in the tests. */
#ifndef PAD_H
#define PAD_H

#include <stdbool.h>
#include <stdint.h>

#include "debounce.h"
#include "eeprom.h"
#include "frame.h"
#include "identity.h"
#include "lamps.h"
#include "message.h"
#include "press_log.h"
#include "tally.h"

#define HELLO_EVERY_MS 500U
#define PRESS_EVERY_MS 200U
#define STATUS_EVERY_MS 1000U
#define FAULT_AFTER_MS 3000U

struct pad_inputs {
    uint32_t now_ms; /* since boot, wraps */
    uint8_t keys; /* contacts closed: bit 0 = key 1 ... bit 5 = clerk key */
    bool lid_open;
};

struct pad {
    uint32_t now_ms;
    uint8_t reset_cause;
    bool lid_open;
    uint16_t bad_frames;

    bool host_heard;
    bool host_lost;
    uint32_t host_heard_ms;

    bool hello_due;
    uint32_t hello_ms;
    bool press_due;
    uint32_t press_ms;
    uint32_t status_ms;
    uint32_t ages_ms;

    bool shows_press; /* the lamps are about the press `shown_seq` */
    uint16_t shown_seq;

    struct frame_reader reader;
    struct debounce debounce;
    struct write_queue writes;
    struct identity identity;
    struct tally tally;
    struct press_log log;
    struct lamps lamps;
};

void pad_boot(struct pad *pad, const struct pad_inputs *inputs, uint8_t reset_cause);
struct lamp_levels pad_step(struct pad *pad, const struct pad_inputs *inputs);
void pad_receive(struct pad *pad, uint8_t byte);
/* Writes the next frame into `frame` (FRAME_MAX_ENCODED bytes) and returns its length; 0 when nothing is due. */
uint8_t pad_transmit(struct pad *pad, uint8_t *frame);
/* Takes notice of the write that has arrived, and gives the next; false when there is none. */
bool pad_eeprom(struct pad *pad, struct eeprom_write *write);

#endif
