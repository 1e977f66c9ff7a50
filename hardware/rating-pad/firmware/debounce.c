#include "debounce.h"

void debounce_init(struct debounce *debounce, uint8_t closed, uint32_t now_ms) {
    for (uint8_t i = 0; i < KEY_COUNT; i++) {
        struct debounced_key *key = &debounce->keys[i];
        key->down = (closed & (1U << i)) != 0U;
        key->stuck = false;
        key->differing = 0;
        key->agreeing = 0;
        key->first_differing_ms = now_ms;
        key->down_since_ms = now_ms;
    }
}

static uint8_t needed(const struct debounced_key *key) {
    if (!key->down) {
        return DEBOUNCE_CLOSED_MS;
    }
    return key->stuck ? STUCK_RELEASE_MS : DEBOUNCE_OPEN_MS;
}

/* Returns true when this sample completes a press. */
static bool sample_key(struct debounced_key *key, bool closed, uint32_t now_ms) {
    if (closed == key->down) {
        key->differing = 0;
        if (key->agreeing < DEBOUNCE_CLOSED_MS) {
            key->agreeing++;
        }
        if (key->down && (uint32_t)(now_ms - key->down_since_ms) > STUCK_AFTER_MS) {
            key->stuck = true;
        }
        return false;
    }
    /* A bounce is shorter than DEBOUNCE_CLOSED_MS; a longer rest means that what came before was noise, not this push. */
    if (key->differing == 0U && key->agreeing >= DEBOUNCE_CLOSED_MS) {
        key->first_differing_ms = now_ms;
    }
    key->agreeing = 0;
    key->differing++;
    /* The first sample only starts the clock: n stable milliseconds lie between n + 1 samples. */
    if (key->differing <= needed(key)) {
        return false;
    }
    key->down = closed;
    key->stuck = false;
    key->differing = 0;
    key->agreeing = 0;
    key->down_since_ms = key->first_differing_ms;
    return closed;
}

uint8_t debounce_sample(struct debounce *debounce, uint8_t closed, uint32_t now_ms) {
    uint8_t pressed = 0;
    for (uint8_t i = 0; i < KEY_COUNT; i++) {
        uint8_t bit = (uint8_t)(1U << i);
        if (sample_key(&debounce->keys[i], (closed & bit) != 0U, now_ms)) {
            pressed |= bit;
        }
    }
    return pressed;
}

uint8_t debounce_down(const struct debounce *debounce) {
    uint8_t down = 0;
    for (uint8_t i = 0; i < KEY_COUNT; i++) {
        if (debounce->keys[i].down) {
            down |= (uint8_t)(1U << i);
        }
    }
    return down;
}

uint8_t debounce_stuck(const struct debounce *debounce) {
    uint8_t stuck = 0;
    for (uint8_t i = 0; i < KEY_COUNT; i++) {
        if (debounce->keys[i].stuck) {
            stuck |= (uint8_t)(1U << i);
        }
    }
    return stuck;
}

uint32_t debounce_closed_at(const struct debounce *debounce, uint8_t key) { return debounce->keys[key - 1U].down_since_ms; }
