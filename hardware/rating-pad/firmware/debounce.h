/* Keys from contact levels: one press for one push, however the contact bounces. Sampled once a millisecond. */
#ifndef DEBOUNCE_H
#define DEBOUNCE_H

#include <stdbool.h>
#include <stdint.h>

#include "message.h"

/* A contact must read closed this long without a break to be a press. */
#define DEBOUNCE_CLOSED_MS 8U
/* It must read open this long to be a release. Longer: opening contacts scrape, and no person lets go for less. */
#define DEBOUNCE_OPEN_MS 20U
/* Held longer than this a key is stuck (something leans on it, or it is jammed): reported, and it counts no press ... */
#define STUCK_AFTER_MS 5000U
/* ... until it was released for this long. */
#define STUCK_RELEASE_MS 50U

struct debounced_key {
    bool down;
    bool stuck;
    uint8_t differing; /* samples in a row unlike `down` */
    uint8_t agreeing; /* samples in a row like `down`, saturating */
    uint32_t first_differing_ms;
    uint32_t down_since_ms;
};

struct debounce {
    struct debounced_key keys[KEY_COUNT];
};

/* `closed`: bit 0 = key 1 ... bit 5 = key 6. A key down now is no press until it was released once. */
void debounce_init(struct debounce *debounce, uint8_t closed, uint32_t now_ms);

/* Takes one sample of all contacts; returns the keys pressed with it. */
uint8_t debounce_sample(struct debounce *debounce, uint8_t closed, uint32_t now_ms);

uint8_t debounce_down(const struct debounce *debounce);
uint8_t debounce_stuck(const struct debounce *debounce);

/* When the contact of a key (1..6) that is down first closed. */
uint32_t debounce_closed_at(const struct debounce *debounce, uint8_t key);

#endif
