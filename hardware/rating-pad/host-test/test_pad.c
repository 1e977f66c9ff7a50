/* The whole pad without pins: presses, host, lamps. */
#include "rig.h"

#include <string.h>

static void a_press_is_stored_seen_sent_acknowledged_and_recorded(void **state) {
    (void)state;
    struct rig *rig = rig_ready(SHOWN_READY);
    size_t from = rig->message_count;
    rig_key(rig, 2, true);
    rig_run(rig, 20);
    assert_int_equal(SHOWN_READY, rig_shown(rig));
    assert_null(rig_last(rig, MESSAGE_PRESS, from));
    rig_run(rig, 30);
    assert_int_equal(SHOWN_SEEN, rig_shown(rig));
    const struct rig_message *press = rig_last(rig, MESSAGE_PRESS, from);
    assert_non_null(press);
    assert_int_equal(1, rig_press_seq(press));
    assert_int_equal(2, rig_press_key(press));
    assert_in_range(rig_press_age(press), 9, 60);
    rig_ack(rig, 1);
    rig_key(rig, 2, false);
    rig_run(rig, 250);
    assert_int_equal(SHOWN_RECORDED, rig_shown(rig));
    rig_run(rig, 1000);
    assert_int_equal(SHOWN_READY, rig_shown(rig));
    assert_int_equal(1, rig_count(rig, MESSAGE_PRESS, from));
    assert_int_equal(0, rig_pending(rig));
    rig_power_cycle(rig, TEAR_OLD);
    assert_int_equal(0, rig_pending(rig));
}

static void unacknowledged_it_is_repeated_each_200_ms_with_growing_age(void **state) {
    (void)state;
    struct rig *rig = rig_ready(SHOWN_READY);
    rig_press(rig, 4);
    size_t from = rig->message_count;
    rig_run(rig, 2000);
    uint32_t last_at = 0;
    uint32_t last_age = 0;
    for (size_t i = from; i < rig->message_count; i++) {
        const struct rig_message *message = &rig->messages[i];
        if (message->payload[0] != MESSAGE_PRESS) {
            continue;
        }
        assert_int_equal(1, rig_press_seq(message));
        if (last_at != 0) {
            assert_in_range(message->at_ms - last_at, 200, 202);
            assert_int_equal(message->at_ms - last_at, rig_press_age(message) - last_age);
        }
        last_at = message->at_ms;
        last_age = rig_press_age(message);
    }
    assert_int_equal(10, rig_count(rig, MESSAGE_PRESS, from));
    rig_power_cycle(rig, TEAR_OLD);
    from = rig->message_count;
    rig_run(rig, 300);
    assert_int_equal(AGE_UNKNOWN, rig_press_age(rig_last(rig, MESSAGE_PRESS, from)));
}

static void the_next_press_waits_for_the_acknowledgement_of_the_first(void **state) {
    (void)state;
    struct rig *rig = rig_ready(SHOWN_READY);
    size_t from = rig->message_count;
    rig_press(rig, 1);
    rig_press(rig, 5);
    rig_press(rig, 6);
    assert_int_equal(1, rig_distinct_presses(rig, from));
    assert_int_equal(3, rig_pending(rig));
    rig_ack(rig, 2);
    rig_ack(rig, 9);
    assert_int_equal(3, rig_pending(rig));
    for (uint16_t seq = 1; seq <= 3; seq++) {
        rig_run(rig, 2);
        const struct rig_message *press = rig_last(rig, MESSAGE_PRESS, from);
        assert_int_equal(seq, rig_press_seq(press));
        assert_int_equal(seq == 1 ? 1 : seq == 2 ? 5 : 6, rig_press_key(press));
        rig_ack(rig, seq);
        rig_ack(rig, seq);
    }
    assert_int_equal(0, rig_pending(rig));
}

static void two_keys_at_once_are_two_presses_in_the_order_of_their_contacts(void **state) {
    (void)state;
    struct rig *rig = rig_ready(SHOWN_READY);
    rig_key(rig, 5, true);
    rig_run(rig, 1);
    rig_key(rig, 2, true);
    rig_run(rig, 200);
    assert_int_equal(5, rig->pad.log.slots[1].key);
    assert_int_equal(2, rig->pad.log.slots[2].key);
    rig_key(rig, 5, false);
    rig_key(rig, 2, false);
    rig_run(rig, 60);
    rig_key(rig, 1, true);
    rig_key(rig, 3, true);
    rig_key(rig, 4, true);
    rig_run(rig, 200);
    assert_int_equal(5, rig_pending(rig));
    assert_int_equal(1, rig->pad.log.slots[3].key);
}

/* Keys that settle with the same sample are told apart by when each first closed. */
static void bounce_does_not_change_the_order(void **state) {
    (void)state;
    struct rig *rig = rig_ready(SHOWN_READY);
    rig_key(rig, 4, true);
    rig_run(rig, 1);
    rig_key(rig, 4, false);
    rig_run(rig, 1);
    rig_key(rig, 4, true);
    rig_key(rig, 1, true);
    rig_run(rig, 200);
    assert_int_equal(4, rig->pad.log.slots[1].key);
    assert_int_equal(1, rig->pad.log.slots[2].key);
}

static void cut_at_any_millisecond_what_was_seen_is_there_and_nothing_twice(void **state) {
    (void)state;
    for (uint32_t cut = 0; cut < 60; cut++) {
        for (unsigned tear = 0; tear < TEAR_COUNT; tear++) {
            struct rig *rig = rig_ready(SHOWN_READY);
            rig_press(rig, 5);
            rig_ack(rig, 1);
            rig_run(rig, 1500);
            rig_key(rig, 3, true);
            rig_run(rig, cut);
            bool seen = rig_shown(rig) == SHOWN_SEEN;
            rig_key(rig, 3, false);
            rig_power_cycle(rig, (enum rig_tear)tear);
            size_t from = rig->message_count;
            rig_run(rig, 900);
            assert_true(rig_pending(rig) <= 1);
            if (seen) {
                assert_int_equal(1, rig_pending(rig));
            }
            if (rig_pending(rig) == 1) {
                const struct rig_message *press = rig_last(rig, MESSAGE_PRESS, from);
                assert_int_equal(2, rig_press_seq(press));
                assert_int_equal(3, rig_press_key(press));
                assert_int_equal(1, rig_distinct_presses(rig, from));
            }
        }
    }
}

static void a_cell_that_does_not_keep_the_press_is_never_shown_as_seen(void **state) {
    (void)state;
    struct rig *rig = rig_ready(SHOWN_READY);
    rig_worn_cell = LOG_ADDRESS + 1 * LOG_SLOT_SIZE + 4;
    rig_press(rig, 2);
    assert_int_equal(SHOWN_NOT_RECORDED, rig_shown(rig));
    assert_int_equal(0, rig_pending(rig));
    assert_int_equal(1, rig->pad.tally.refused);
    rig_worn_cell = EEPROM_SIZE;
    rig_press(rig, 2);
    assert_int_equal(SHOWN_SEEN, rig_shown(rig));
    assert_int_equal(1, rig_pending(rig));
}

static void a_full_log_refuses_counts_and_says_so(void **state) {
    (void)state;
    struct rig *rig = rig_ready(SHOWN_READY);
    for (unsigned i = 0; i < LOG_SLOTS; i++) {
        rig_press(rig, (uint8_t)(1 + i % 5));
    }
    assert_int_equal(LOG_SLOTS, rig_pending(rig));
    rig_press(rig, 1);
    assert_int_equal(SHOWN_NOT_RECORDED, rig_shown(rig));
    rig_press(rig, 6);
    rig_run(rig, 1000);
    assert_int_equal(2, rig->pad.tally.refused);
    rig_power_cycle(rig, TEAR_OLD);
    assert_int_equal(2, rig->pad.tally.refused);
    assert_int_equal(LOG_SLOTS, rig_pending(rig));
    size_t from = rig->message_count;
    for (uint16_t seq = 1; seq <= LOG_SLOTS; seq++) {
        rig_run(rig, 20);
        assert_int_equal(seq, rig_press_seq(rig_last(rig, MESSAGE_PRESS, from)));
        assert_int_equal(1 + (seq - 1) % 5, rig_press_key(rig_last(rig, MESSAGE_PRESS, from)));
        rig_ack(rig, seq);
    }
    assert_int_equal(0, rig_pending(rig));
}

static void unassigned_it_refuses_and_is_assigned_once(void **state) {
    (void)state;
    rig_blank_eeprom();
    struct rig *rig = rig_new();
    rig_boot(rig, 1);
    rig_run(rig, 100);
    rig_press(rig, 1);
    assert_int_equal(SHOWN_NOT_RECORDED, rig_shown(rig));
    assert_int_equal(0, rig_pending(rig));
    rig_assign(rig, 5, 6);
    rig_assign(rig, 7, 8);
    size_t from = rig->message_count;
    rig_run(rig, 200);
    const struct rig_message *hello = rig_last(rig, MESSAGE_HELLO, from);
    assert_int_equal(5, hello->payload[7]);
    assert_int_equal(6, hello->payload[11]);
    from = rig->message_count;
    rig_assign(rig, 7, 8);
    rig_run(rig, 200);
    assert_int_equal(5, rig_last(rig, MESSAGE_HELLO, from)->payload[7]);
    rig_power_cycle(rig, TEAR_OLD);
    assert_int_equal(5, rig->pad.identity.pad_id);
    assert_int_equal(6, rig->pad.identity.epoch);
}

static void hello_is_sent_until_the_host_speaks_and_answers_it(void **state) {
    (void)state;
    rig_blank_eeprom();
    struct rig *rig = rig_new();
    rig_boot(rig, 9);
    rig_run(rig, 2200);
    assert_int_equal(5, rig_count(rig, MESSAGE_HELLO, 0));
    assert_int_equal(9, rig_last(rig, MESSAGE_HELLO, 0)->payload[4]);
    rig_ping(rig);
    size_t from = rig->message_count;
    rig_run(rig, 2000);
    assert_int_equal(0, rig_count(rig, MESSAGE_HELLO, from));
    rig_who(rig);
    rig_run(rig, 10);
    assert_int_equal(1, rig_count(rig, MESSAGE_HELLO, from));
    rig_counter(rig, 12);
    rig_run(rig, 300);
    assert_int_equal(2, rig_count(rig, MESSAGE_HELLO, from));
    assert_int_equal(12, rig_last(rig, MESSAGE_HELLO, from)->payload[18]);
    rig_counter(rig, 12);
    rig_run(rig, 10);
    assert_int_equal(3, rig_count(rig, MESSAGE_HELLO, from));
    rig_power_cycle(rig, TEAR_OLD);
    assert_int_equal(12, rig->pad.identity.counter);
}

static void status_tells_keys_stuck_lid_and_what_is_shown(void **state) {
    (void)state;
    struct rig *rig = rig_ready(SHOWN_INVITE);
    rig_key(rig, 3, true);
    rig_key(rig, 6, true);
    rig->inputs.lid_open = true;
    rig_run(rig, 1200);
    const struct rig_message *status = rig_last(rig, MESSAGE_STATUS, 0);
    assert_int_equal(0x24, status->payload[5]);
    assert_int_equal(0, status->payload[6]);
    assert_int_equal(1, status->payload[7]);
    assert_int_equal(2, status->payload[8]);
    for (int second = 0; second < 6; second++) {
        rig_ping(rig);
        rig_run(rig, 1000);
    }
    status = rig_last(rig, MESSAGE_STATUS, 0);
    assert_int_equal(0x24, status->payload[6]);
    assert_int_equal(2, rig->pad.log.pending);
}

static void invite_ends_by_itself_and_can_be_prolonged(void **state) {
    (void)state;
    struct rig *rig = rig_ready(SHOWN_READY);
    rig_show(rig, SHOWN_INVITE, 0x07, 20);
    rig_run(rig, 1900);
    assert_int_equal(SHOWN_INVITE, rig_shown(rig));
    rig_show(rig, SHOWN_INVITE, 0x07, 20);
    rig_run(rig, 1990);
    assert_int_equal(SHOWN_INVITE, rig_shown(rig));
    rig_ping(rig);
    rig_run(rig, 20);
    assert_int_equal(SHOWN_READY, rig_shown(rig));
    rig_show(rig, SHOWN_INVITE, 0x1F, 0);
    for (int second = 0; second < 60; second++) {
        rig_ping(rig);
        rig_run(rig, 1000);
    }
    assert_int_equal(SHOWN_INVITE, rig_shown(rig));
}

static void without_host_for_three_seconds_it_shows_the_fault(void **state) {
    (void)state;
    struct rig *rig = rig_ready(SHOWN_INVITE);
    rig_ping(rig);
    rig_run(rig, 2998);
    assert_int_equal(SHOWN_INVITE, rig_shown(rig));
    rig_run(rig, 5);
    assert_int_equal(SHOWN_FAULT, rig_shown(rig));
    rig_press(rig, 1);
    assert_int_equal(SHOWN_SEEN, rig_shown(rig));
    rig_run(rig, 2000);
    assert_int_equal(SHOWN_FAULT, rig_shown(rig));
    rig_ping(rig);
    rig_run(rig, 2);
    assert_int_equal(SHOWN_INVITE, rig_shown(rig));
}

static void saving_after_a_second_and_not_for_ever(void **state) {
    (void)state;
    struct rig *rig = rig_ready(SHOWN_READY);
    rig_press(rig, 1);
    rig_ping(rig);
    rig_run(rig, 1000);
    assert_int_equal(SHOWN_SAVING, rig_shown(rig));
    rig_ack(rig, 1);
    rig_run(rig, 3);
    assert_int_equal(SHOWN_RECORDED, rig_shown(rig));
    rig_run(rig, 1500);
    rig_press(rig, 1);
    for (int i = 0; i < 12; i++) {
        rig_ping(rig);
        rig_run(rig, 1000);
    }
    assert_int_equal(SHOWN_READY, rig_shown(rig));
    rig_ack(rig, 2);
    rig_run(rig, 100);
    assert_int_equal(SHOWN_READY, rig_shown(rig));
    assert_int_equal(0, rig_pending(rig));
}

static void closed_is_dark_and_silent_also_for_presses(void **state) {
    (void)state;
    struct rig *rig = rig_ready(SHOWN_CLOSED);
    rig_trace_start(rig);
    rig_press(rig, 3);
    rig_press(rig, 6);
    rig_ack(rig, 1);
    rig_run(rig, 1200);
    assert_int_equal(1, rig_pending(rig));
    for (size_t i = 0; i < rig->level_count; i++) {
        assert_int_equal(0, rig->levels[i].lamps);
        assert_false(rig->levels[i].buzzer);
    }
    for (unsigned i = 0; i < LOG_SLOTS; i++) {
        rig_press(rig, 1);
    }
    assert_int_equal(2, rig->pad.tally.refused + (rig_pending(rig) == LOG_SLOTS ? 1 : 100));
}

static void closing_ends_what_is_being_shown(void **state) {
    (void)state;
    struct rig *rig = rig_ready(SHOWN_INVITE);
    rig_press(rig, 3);
    rig_show(rig, SHOWN_CLOSED, 0, 0);
    rig_run(rig, 1);
    rig_trace_start(rig);
    rig_run(rig, 1500);
    for (size_t i = 0; i < rig->level_count; i++) {
        assert_int_equal(0, rig->levels[i].lamps);
    }
}

/* All lamps, the heartbeat and the buzzer of two runs are the same, but for the pressed keys' own lamps while they blink. */
static void check_same_from_two_metres(const struct lamp_levels *one, const struct lamp_levels *other, size_t count, uint8_t one_lamp,
                                       uint8_t other_lamp, unsigned differing_presses) {
    size_t differing = 0;
    for (size_t i = 0; i < count; i++) {
        assert_int_equal(one[i].buzzer, other[i].buzzer);
        assert_int_equal(one[i].heartbeat, other[i].heartbeat);
        if (one[i].lamps == other[i].lamps) {
            continue;
        }
        assert_int_equal(one_lamp, one[i].lamps);
        assert_int_equal(other_lamp, other[i].lamps);
        differing++;
    }
    assert_in_range(differing, differing_presses * (LAMPS_BLINK_MS - 1), differing_presses * LAMPS_BLINK_MS);
}

static size_t trace_of(uint8_t first, uint8_t corrected, enum shown base, bool acknowledge, struct lamp_levels *trace) {
    struct rig *rig = rig_ready(base);
    rig_trace_start(rig);
    rig_press(rig, first);
    if (acknowledge) {
        rig_ack(rig, 1);
    }
    rig_run(rig, 3400);
    rig_press(rig, corrected);
    if (acknowledge) {
        rig_ack(rig, 2);
    }
    rig_run(rig, 3000);
    memcpy(trace, rig->levels, rig->level_count * sizeof *trace);
    return rig->level_count;
}

static void from_two_metres_no_key_can_be_told_from_another(void **state) {
    (void)state;
    static struct lamp_levels reference[RIG_TRACE];
    static struct lamp_levels trace[RIG_TRACE];
    for (enum shown base = SHOWN_READY; base <= SHOWN_INVITE; base++) {
        for (int acknowledge = 0; acknowledge < 2; acknowledge++) {
            size_t count = trace_of(1, 1, base, acknowledge != 0, reference);
            for (uint8_t key = 2; key <= RATING_KEY_COUNT; key++) {
                assert_int_equal(count, trace_of(key, key, base, acknowledge != 0, trace));
                check_same_from_two_metres(reference, trace, count, 1, (uint8_t)(1U << (key - 1U)), 2);
            }
        }
    }
}

static void a_corrected_press_looks_the_same_again(void **state) {
    (void)state;
    static struct lamp_levels kept[RIG_TRACE];
    static struct lamp_levels changed[RIG_TRACE];
    size_t count = trace_of(5, 5, SHOWN_INVITE, true, kept);
    assert_int_equal(count, trace_of(5, 1, SHOWN_INVITE, true, changed));
    check_same_from_two_metres(kept, changed, count, 0x10, 0x01, 1);
}

static void refusals_look_the_same_for_every_key(void **state) {
    (void)state;
    static struct lamp_levels reference[RIG_TRACE];
    for (uint8_t key = 1; key <= RATING_KEY_COUNT; key++) {
        rig_blank_eeprom();
        struct rig *rig = rig_new();
        rig_boot(rig, 1);
        rig_run(rig, 2000);
        rig_trace_start(rig);
        rig_press(rig, key);
        rig_run(rig, 1500);
        if (key == 1) {
            memcpy(reference, rig->levels, sizeof reference);
        }
        assert_memory_equal(reference, rig->levels, rig->level_count * sizeof reference[0]);
    }
}

static void lamps_of_unused_keys_stay_dark(void **state) {
    (void)state;
    struct rig *rig = rig_ready(SHOWN_READY);
    rig_show(rig, SHOWN_INVITE, 0x15, 0);
    rig_trace_start(rig);
    rig_run(rig, 1000);
    rig_press(rig, 2);
    rig_ack(rig, 1);
    rig_run(rig, 1500);
    uint8_t lit = 0;
    for (size_t i = 0; i < rig->level_count; i++) {
        lit |= rig->levels[i].lamps;
    }
    assert_int_equal(0x15, lit);
}

static void the_clerk_key_blinks_the_heartbeat_only(void **state) {
    (void)state;
    static struct lamp_levels idle[RIG_TRACE];
    struct rig *rig = rig_ready(SHOWN_READY);
    rig_trace_start(rig);
    rig_run(rig, 600);
    memcpy(idle, rig->levels, sizeof idle);
    rig = rig_ready(SHOWN_READY);
    rig_trace_start(rig);
    rig_press(rig, 6);
    rig_ack(rig, 1);
    rig_run(rig, 440);
    size_t blink = 0;
    for (size_t i = 0; i < rig->level_count; i++) {
        assert_int_equal(idle[i].lamps, rig->levels[i].lamps);
        assert_false(rig->levels[i].buzzer);
        blink += rig->levels[i].heartbeat && !idle[i].heartbeat ? 1U : 0U;
    }
    assert_in_range(blink, 40, 80);
}

static void boot_shows_the_counter_number(void **state) {
    (void)state;
    static const struct {
        uint8_t counter;
        unsigned longs;
        unsigned shorts;
    } CASES[] = {{0, 1, 0}, {1, 0, 1}, {9, 0, 9}, {10, 1, 0}, {23, 2, 3}};
    for (size_t c = 0; c < sizeof CASES / sizeof CASES[0]; c++) {
        rig_blank_eeprom();
        struct rig *rig = rig_new();
        rig_boot(rig, 1);
        rig_counter(rig, CASES[c].counter);
        rig_run(rig, 200);
        rig_power_cycle(rig, TEAR_OLD);
        rig_trace_start(rig);
        for (int i = 0; i < 40; i++) {
            rig_ping(rig);
            rig_run(rig, 100);
        }
        unsigned longs = 0;
        unsigned shorts = 0;
        unsigned lit = 0;
        for (size_t i = 0; i < rig->level_count; i++) {
            assert_true(rig->levels[i].lamps == 0 || rig->levels[i].lamps == 0x1F);
            if (rig->levels[i].lamps != 0) {
                lit++;
            } else {
                longs += lit > 300 ? 1U : 0U;
                shorts += lit > 0 && lit <= 300 ? 1U : 0U;
                lit = 0;
            }
        }
        assert_int_equal(CASES[c].longs, longs);
        assert_int_equal(CASES[c].shorts, shorts);
        assert_int_equal(SHOWN_READY, rig_shown(rig));
    }
}

static void old_ages_are_forgotten_while_running(void **state) {
    (void)state;
    struct rig *rig = rig_ready(SHOWN_READY);
    rig_press(rig, 1);
    rig->inputs.now_ms += 0x80000000UL;
    rig_run(rig, 2);
    size_t from = rig->message_count;
    rig_run(rig, 300);
    assert_int_equal(AGE_UNKNOWN, rig_press_age(rig_last(rig, MESSAGE_PRESS, from)));
}

/* Presses, acknowledgements, lost frames and cuts at random: each press that was seen reaches the host once, in order, with its key. */
static void a_day_of_cuts_and_lost_frames_loses_nothing_and_doubles_nothing(void **state) {
    (void)state;
    static uint8_t expected[512];
    struct rig *rig = rig_ready(SHOWN_READY);
    size_t pressed = 0;
    size_t stored = 0;
    size_t read = rig->message_count;
    uint16_t host_last = 0;
    for (int step = 0; step < 400; step++) {
        if (rig->message_count > RIG_MESSAGES / 2) {
            rig->message_count = 0;
            read = 0;
        }
        uint32_t choice = rig_random(10);
        if (choice < 4 && pressed + 1 < 500 && rig_pending(rig) < LOG_SLOTS - 2) {
            uint8_t key = (uint8_t)(1 + rig_random(6));
            rig_key(rig, key, true);
            for (unsigned ms = 0; rig->pad.log.storing != (uint16_t)(stored + 2U); ms++) {
                assert_true(ms < 150); /* counts and acknowledgements may be on their way before it */
                rig_run(rig, 1);
            }
            expected[stored] = key;
            stored++;
            pressed++;
            rig_key(rig, key, false);
            rig_run(rig, 30);
        } else if (choice < 8) {
            rig_run(rig, rig_random(500));
            const struct rig_message *press = rig_last(rig, MESSAGE_PRESS, read);
            if (press != NULL && rig_random(3) != 0) {
                uint16_t seq = rig_press_seq(press);
                if (seq != host_last) {
                    assert_int_equal(host_last + 1, seq);
                    assert_int_equal(expected[seq - 1], rig_press_key(press));
                    host_last = seq;
                }
                if (rig_random(3) != 0) {
                    rig_ack(rig, seq);
                    rig_run(rig, rig_random(12));
                }
            }
            read = rig->message_count;
        } else {
            rig_power_cycle(rig, (enum rig_tear)rig_random(TEAR_COUNT));
            rig_run(rig, 2 + rig_random(80));
            assert_int_equal((uint16_t)(stored + 1U), rig->pad.log.next);
        }
    }
    for (int i = 0; i < 200 && rig_pending(rig) > 0; i++) {
        size_t from = rig->message_count = 0;
        rig_run(rig, 250);
        const struct rig_message *press = rig_last(rig, MESSAGE_PRESS, from);
        uint16_t seq = rig_press_seq(press);
        if (seq != host_last) {
            assert_int_equal(host_last + 1, seq);
            assert_int_equal(expected[seq - 1], rig_press_key(press));
            host_last = seq;
        }
        rig_ack(rig, seq);
    }
    assert_int_equal(stored, host_last);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_press_is_stored_seen_sent_acknowledged_and_recorded),
        cmocka_unit_test(unacknowledged_it_is_repeated_each_200_ms_with_growing_age),
        cmocka_unit_test(the_next_press_waits_for_the_acknowledgement_of_the_first),
        cmocka_unit_test(two_keys_at_once_are_two_presses_in_the_order_of_their_contacts),
        cmocka_unit_test(bounce_does_not_change_the_order),
        cmocka_unit_test(cut_at_any_millisecond_what_was_seen_is_there_and_nothing_twice),
        cmocka_unit_test(a_cell_that_does_not_keep_the_press_is_never_shown_as_seen),
        cmocka_unit_test(a_full_log_refuses_counts_and_says_so),
        cmocka_unit_test(unassigned_it_refuses_and_is_assigned_once),
        cmocka_unit_test(hello_is_sent_until_the_host_speaks_and_answers_it),
        cmocka_unit_test(status_tells_keys_stuck_lid_and_what_is_shown),
        cmocka_unit_test(invite_ends_by_itself_and_can_be_prolonged),
        cmocka_unit_test(without_host_for_three_seconds_it_shows_the_fault),
        cmocka_unit_test(saving_after_a_second_and_not_for_ever),
        cmocka_unit_test(closed_is_dark_and_silent_also_for_presses),
        cmocka_unit_test(closing_ends_what_is_being_shown),
        cmocka_unit_test(from_two_metres_no_key_can_be_told_from_another),
        cmocka_unit_test(a_corrected_press_looks_the_same_again),
        cmocka_unit_test(refusals_look_the_same_for_every_key),
        cmocka_unit_test(lamps_of_unused_keys_stay_dark),
        cmocka_unit_test(the_clerk_key_blinks_the_heartbeat_only),
        cmocka_unit_test(boot_shows_the_counter_number),
        cmocka_unit_test(old_ages_are_forgotten_while_running),
        cmocka_unit_test(a_day_of_cuts_and_lost_frames_loses_nothing_and_doubles_nothing),
    };
    (void)rig_seed();
    return cmocka_run_group_tests_name("pad", tests, NULL, NULL);
}
