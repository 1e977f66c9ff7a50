/* What is in the EEPROM after a power cut at any byte, with that byte torn in every way it can tear.
 *
 * A byte is first erased (bits go to 1) and then programmed (bits go to 0), so a torn one holds all ones of the old value and some
 * more, or all ones of the new value and some more. */
#include "rig.h"

#include <string.h>

static bool can_tear_to(uint8_t value, uint8_t old, uint8_t new) { return (value & old) == old || (value & new) == new; }

static void write_all(struct write_queue *queue, struct press_log *log) {
    struct eeprom_write write;
    uint16_t seq = 0;
    while (write_queue_start(queue, &write)) {
        rig_cells[write.address] = write.value;
        if (write_queue_complete(queue) == MARK_PRESS) {
            assert_non_null(press_log_stored(log, &seq));
        }
    }
}

/* Fills the log up to `last` with acknowledged presses, the last `open` of them not acknowledged. */
static void fill_log(struct press_log *log, uint16_t first, uint32_t presses, uint32_t open) {
    struct write_queue queue;
    write_queue_init(&queue);
    rig_blank_eeprom();
    press_log_load(log);
    log->next = first;
    log->storing = first;
    for (uint32_t i = 0; i < presses; i++) {
        uint16_t seq = (uint16_t)(first + i);
        assert_true(press_log_add(log, (uint8_t)(1 + seq * 7U % KEY_COUNT), i, &queue));
        write_all(&queue, log);
        if (i + open < presses) {
            assert_true(press_log_acknowledge(log, seq, &queue));
            write_all(&queue, log);
        }
    }
}

static uint8_t key_of(uint16_t seq) { return (uint8_t)(1 + seq * 7U % KEY_COUNT); }

/* After a boot: the presses first..last are open, with their keys, and nothing else is. */
static void check_open(const struct press_log *log, uint16_t first, uint16_t count) {
    assert_int_equal(count, log->pending);
    for (uint16_t i = 0; i < count; i++) {
        uint16_t seq = (uint16_t)(first + i);
        assert_int_equal(key_of(seq), log->slots[seq % LOG_SLOTS].key);
        assert_true(log->slots[seq % LOG_SLOTS].stored);
        assert_false(log->slots[seq % LOG_SLOTS].age_known);
    }
    uint16_t seq = 0;
    const struct logged_press *oldest = press_log_oldest(log, &seq);
    if (count == 0) {
        assert_null(oldest);
    } else {
        assert_int_equal(first, seq);
    }
}

struct fill {
    uint16_t first;
    uint32_t presses;
    uint32_t open;
};

static const struct fill FILLS[] = {{1, 0, 0},      {1, 1, 1},      {1, 5, 2},       {1, 64, 0},      {1, 64, 63},    {1, 130, 3},
                                    {65500, 36, 2}, {65500, 35, 1}, {65480, 100, 5}, {65472, 64, 63}, {23000, 66, 0}, {255, 70, 10}};
#define FILL_COUNT (sizeof FILLS / sizeof FILLS[0])

static void a_cut_while_a_press_is_written_loses_no_other_and_gives_all_or_nothing(void **state) {
    (void)state;
    static uint8_t before[EEPROM_SIZE];
    for (size_t f = 0; f < FILL_COUNT; f++) {
        const struct fill *fill = &FILLS[f];
        struct press_log log;
        fill_log(&log, fill->first, fill->presses, fill->open);
        memcpy(before, rig_cells, sizeof before);
        uint16_t seq = (uint16_t)(fill->first + fill->presses);
        uint16_t first_open = (uint16_t)(seq - fill->open);
        struct write_queue queue;
        for (unsigned cut = 0; cut <= PRESS_WRITES; cut++) {
            for (unsigned value = 0; value < 256; value++) {
                memcpy(rig_cells, before, sizeof before);
                write_queue_init(&queue);
                press_log_load(&log);
                log.next = seq; /* an empty EEPROM does not know where this fill began */
                assert_true(press_log_add(&log, key_of(seq), 0, &queue));
                struct eeprom_write write;
                for (unsigned done = 0; done < cut; done++) {
                    assert_true(write_queue_start(&queue, &write));
                    rig_cells[write.address] = write.value;
                    write_queue_complete(&queue);
                }
                bool whole = cut == PRESS_WRITES;
                if (!whole) {
                    assert_true(write_queue_start(&queue, &write));
                    if (!can_tear_to((uint8_t)value, rig_cells[write.address], write.value)) {
                        continue;
                    }
                    rig_cells[write.address] = (uint8_t)value;
                    whole = cut == PRESS_WRITES - 1 && value == write.value;
                }
                press_log_load(&log);
                bool stored = log.slots[seq % LOG_SLOTS].key != 0;
                if (whole) {
                    assert_true(stored);
                } else if (stored) {
                    /* Only by old bytes that were right already. */
                    assert_int_equal(seq, log.next - 1U);
                }
                check_open(&log, first_open, (uint16_t)(fill->open + (stored ? 1U : 0U)));
                if (fill->presses + (stored ? 1U : 0U) > 0) {
                    assert_int_equal((uint16_t)(seq + (stored ? 1U : 0U)), log.next);
                }
                if (!stored && fill->presses > 0) {
                    write_queue_init(&queue);
                    assert_true(press_log_add(&log, key_of(seq), 0, &queue));
                    write_all(&queue, &log);
                    press_log_load(&log);
                    check_open(&log, first_open, (uint16_t)(fill->open + 1));
                }
            }
        }
    }
}

static void a_cut_while_an_acknowledgement_is_written_leaves_the_press_open_or_done(void **state) {
    (void)state;
    static uint8_t before[EEPROM_SIZE];
    for (size_t f = 0; f < FILL_COUNT; f++) {
        const struct fill *fill = &FILLS[f];
        if (fill->open == 0) {
            continue;
        }
        struct press_log log;
        fill_log(&log, fill->first, fill->presses, fill->open);
        memcpy(before, rig_cells, sizeof before);
        uint16_t next = (uint16_t)(fill->first + fill->presses);
        uint16_t seq = (uint16_t)(next - fill->open);
        for (unsigned value = 0; value < 256; value++) { /* here any value at all is safe */
            struct write_queue queue;
            struct eeprom_write write;
            memcpy(rig_cells, before, sizeof before);
            write_queue_init(&queue);
            press_log_load(&log);
            assert_true(press_log_acknowledge(&log, seq, &queue));
            assert_true(write_queue_start(&queue, &write));
            rig_cells[write.address] = (uint8_t)value;
            press_log_load(&log);
            assert_int_equal(next, log.next);
            bool done = log.slots[seq % LOG_SLOTS].key == 0;
            assert_int_equal(value == write.value, done);
            check_open(&log, (uint16_t)(seq + (done ? 1U : 0U)), (uint16_t)(fill->open - (done ? 1U : 0U)));
            /* Acknowledged again, it is done for good, and its slot takes the next round. */
            if (!done) {
                write_queue_init(&queue);
                assert_true(press_log_acknowledge(&log, seq, &queue));
                write_all(&queue, &log);
                press_log_load(&log);
                check_open(&log, (uint16_t)(seq + 1U), (uint16_t)(fill->open - 1U));
            }
        }
    }
}

static void sequences_go_on_across_the_wrap_and_wear_is_even(void **state) {
    (void)state;
    static uint32_t writes[EEPROM_SIZE];
    struct press_log log;
    struct write_queue queue;
    fill_log(&log, 1, 1, 0);
    write_queue_init(&queue);
    uint16_t seq = 2;
    for (uint32_t i = 0; i < 3 * 65536UL; i++, seq++) {
        struct eeprom_write write;
        uint16_t stored = 0;
        assert_true(press_log_add(&log, key_of(seq), 0, &queue));
        assert_true(!press_log_acknowledge(&log, seq, &queue));
        while (write_queue_start(&queue, &write)) {
            rig_cells[write.address] = write.value;
            writes[write.address]++;
            if (write_queue_complete(&queue) == MARK_PRESS) {
                assert_non_null(press_log_stored(&log, &stored));
                assert_int_equal(seq, stored);
            }
        }
        if (i % 1021 == 0 || seq < 3 || seq > 65533) {
            press_log_load(&log);
            assert_int_equal((uint16_t)(seq + 1U), log.next);
            check_open(&log, seq, 1);
        }
        assert_true(press_log_acknowledge(&log, seq, &queue));
        assert_true(write_queue_start(&queue, &write));
        rig_cells[write.address] = write.value;
        writes[write.address]++;
        write_queue_complete(&queue);
    }
    uint32_t least = UINT32_MAX;
    uint32_t most = 0;
    for (uint16_t at = LOG_ADDRESS; at < LOG_ADDRESS + LOG_SLOTS * LOG_SLOT_SIZE; at++) {
        least = writes[at] < least ? writes[at] : least;
        most = writes[at] > most ? writes[at] : most;
    }
    assert_int_equal(3 * 65536UL / LOG_SLOTS, least);
    assert_int_equal(least, most);
}

static void a_full_log_refuses_the_newest_and_keeps_the_older(void **state) {
    (void)state;
    for (uint16_t first = 1; first < 200; first += 13) {
        struct press_log log;
        struct write_queue queue;
        fill_log(&log, first, LOG_SLOTS, LOG_SLOTS);
        write_queue_init(&queue);
        assert_false(press_log_add(&log, 1, 0, &queue));
        assert_int_equal(0, queue.count);
        press_log_load(&log);
        check_open(&log, first, LOG_SLOTS);
        assert_false(press_log_add(&log, 1, 0, &queue));
        assert_true(press_log_acknowledge(&log, first, &queue));
        write_all(&queue, &log);
        assert_true(press_log_add(&log, key_of((uint16_t)(first + LOG_SLOTS)), 0, &queue));
        write_all(&queue, &log);
        press_log_load(&log);
        check_open(&log, (uint16_t)(first + 1U), LOG_SLOTS);
    }
}

static void a_full_queue_refuses_and_changes_nothing(void **state) {
    (void)state;
    struct press_log log;
    struct write_queue queue;
    struct identity identity;
    fill_log(&log, 1, 10, 1);
    write_queue_init(&queue);
    while (write_queue_has_room(&queue, 1)) {
        write_queue_add(&queue, 0, 0, MARK_NONE);
    }
    assert_false(press_log_add(&log, 1, 0, &queue));
    assert_false(press_log_acknowledge(&log, 10, &queue));
    assert_int_equal(1, log.pending);
    assert_int_equal(11, log.next);
    identity_load(&identity);
    assert_false(identity_assign(&identity, 1, 2, &queue));
    assert_int_equal(0, identity.pad_id);
    assert_int_equal(0, identity.epoch);
    assert_false(identity_set_counter(&identity, 9, &queue));
    assert_int_equal(0, identity.counter);
}

static void garbage_is_no_press(void **state) {
    (void)state;
    for (int round = 0; round < 2000; round++) {
        struct press_log log;
        for (size_t i = 0; i < EEPROM_SIZE; i++) {
            rig_cells[i] = (uint8_t)rig_random(256);
        }
        press_log_load(&log);
        assert_true(log.pending <= 1); /* 64 slots against a CRC, a key code and a place */
    }
    struct press_log log;
    memset(rig_cells, 0, sizeof rig_cells);
    press_log_load(&log);
    assert_int_equal(0, log.pending);
    assert_int_equal(1, log.next);
}

static void an_old_age_becomes_unknown_before_it_would_lie(void **state) {
    (void)state;
    struct press_log log;
    fill_log(&log, 1, 2, 2);
    log.slots[1].closed_at_ms = 1000;
    log.slots[2].closed_at_ms = 5000;
    press_log_forget_old_ages(&log, 0x80000000UL + 2000UL);
    assert_false(log.slots[1].age_known);
    assert_true(log.slots[2].age_known);
}

static void write_queue_into_cells(struct write_queue *queue) {
    struct eeprom_write write;
    while (write_queue_start(queue, &write)) {
        rig_cells[write.address] = write.value;
        write_queue_complete(queue);
    }
}

static void a_cut_while_the_identity_is_written_gives_the_old_or_the_new_one(void **state) {
    (void)state;
    static uint8_t before[EEPROM_SIZE];
    for (unsigned generation = 0; generation < 300; generation += generation < 4 ? 1 : 37) {
        struct identity identity;
        struct write_queue queue;
        rig_blank_eeprom();
        write_queue_init(&queue);
        identity_load(&identity);
        assert_false(identity.assigned);
        assert_true(identity_assign(&identity, 0x01020304UL, 0x0A0B0C0DUL, &queue));
        write_queue_into_cells(&queue);
        for (unsigned i = 0; i < generation; i++) {
            assert_true(identity_set_counter(&identity, (uint8_t)(i + 1), &queue));
            write_queue_into_cells(&queue);
        }
        memcpy(before, rig_cells, sizeof before);
        uint8_t old_counter = (uint8_t)generation;
        uint8_t new_counter = (uint8_t)(old_counter ^ 0x5A);
        for (unsigned cut = 0; cut < IDENTITY_WRITES; cut++) {
            for (unsigned value = 0; value < 256; value++) {
                struct eeprom_write write;
                memcpy(rig_cells, before, sizeof before);
                write_queue_init(&queue);
                identity_load(&identity);
                assert_true(identity_set_counter(&identity, new_counter, &queue));
                for (unsigned done = 0; done < cut; done++) {
                    write_queue_start(&queue, &write);
                    rig_cells[write.address] = write.value;
                    write_queue_complete(&queue);
                }
                write_queue_start(&queue, &write);
                if (!can_tear_to((uint8_t)value, rig_cells[write.address], write.value)) {
                    continue;
                }
                rig_cells[write.address] = (uint8_t)value;
                identity_load(&identity);
                assert_true(identity.assigned);
                assert_int_equal(0x01020304UL, identity.pad_id);
                assert_int_equal(0x0A0B0C0DUL, identity.epoch);
                assert_true(identity.counter == old_counter || identity.counter == new_counter);
                if (cut >= IDENTITY_WRITES / 2) {
                    assert_int_equal(new_counter, identity.counter);
                }
            }
        }
    }
}

static void a_cut_while_the_first_identity_is_written_gives_all_or_none(void **state) {
    (void)state;
    for (unsigned cut = 0; cut <= IDENTITY_WRITES; cut++) {
        for (unsigned value = 0; value < 256; value++) {
            struct identity identity;
            struct write_queue queue;
            struct eeprom_write write;
            rig_blank_eeprom();
            write_queue_init(&queue);
            identity_load(&identity);
            identity_assign(&identity, 0xFFFFFFFFUL, 0x00000100UL, &queue);
            for (unsigned done = 0; done < cut; done++) {
                write_queue_start(&queue, &write);
                rig_cells[write.address] = write.value;
                write_queue_complete(&queue);
            }
            if (write_queue_start(&queue, &write)) {
                if (!can_tear_to((uint8_t)value, rig_cells[write.address], write.value)) {
                    continue;
                }
                rig_cells[write.address] = (uint8_t)value;
            }
            identity_load(&identity);
            if (identity.assigned) {
                assert_int_equal(0xFFFFFFFFUL, identity.pad_id);
                assert_int_equal(0x00000100UL, identity.epoch);
                assert_true(cut >= IDENTITY_WRITES / 2 - 1);
            } else {
                assert_int_equal(0, identity.pad_id);
                assert_int_equal(0, identity.epoch);
                assert_true(cut < IDENTITY_WRITES / 2);
            }
        }
    }
}

static void one_worn_copy_does_not_make_the_pad_a_stranger(void **state) {
    (void)state;
    for (uint8_t copy = 0; copy < IDENTITY_SLOTS; copy++) {
        struct identity identity;
        struct write_queue queue;
        rig_blank_eeprom();
        write_queue_init(&queue);
        identity_load(&identity);
        identity_assign(&identity, 77, 88, &queue);
        write_queue_into_cells(&queue);
        rig_cells[IDENTITY_ADDRESS + copy * IDENTITY_SLOT_SIZE + 5] ^= 0x08U;
        identity_load(&identity);
        assert_true(identity.assigned);
        assert_int_equal(77, identity.pad_id);
    }
}

static void boots_and_refusals_are_counted_through_cuts_and_saturate(void **state) {
    (void)state;
    struct tally tally;
    struct write_queue queue;
    rig_blank_eeprom();
    write_queue_init(&queue);
    for (unsigned boot = 1; boot <= 600; boot++) {
        tally_boot(&tally);
        assert_int_equal(boot, tally.boots);
        assert_int_equal(boot - 1, tally.refused);
        tally_refuse(&tally);
        tally_save_when_idle(&tally, &queue);
        assert_int_equal(TALLY_WRITES, queue.count);
        tally_save_when_idle(&tally, &queue);
        assert_int_equal(TALLY_WRITES, queue.count);
        write_queue_into_cells(&queue);
    }
    tally_boot(&tally);
    tally.boots = UINT16_MAX;
    tally.refused = UINT16_MAX;
    tally_refuse(&tally);
    assert_int_equal(UINT16_MAX, tally.refused);
    tally_save_when_idle(&tally, &queue);
    write_queue_into_cells(&queue);
    tally_boot(&tally);
    assert_int_equal(UINT16_MAX, tally.boots);
    /* A cut at any byte gives the old or the new counts. */
    static uint8_t before[EEPROM_SIZE];
    memcpy(before, rig_cells, sizeof before);
    for (unsigned cut = 0; cut < TALLY_WRITES; cut++) {
        for (unsigned value = 0; value < 256; value++) {
            struct eeprom_write write;
            memcpy(rig_cells, before, sizeof before);
            tally_boot(&tally);
            tally.boots = 7;
            tally.refused = 9;
            write_queue_init(&queue);
            tally_save_when_idle(&tally, &queue);
            for (unsigned done = 0; done < cut; done++) {
                write_queue_start(&queue, &write);
                rig_cells[write.address] = write.value;
                write_queue_complete(&queue);
            }
            write_queue_start(&queue, &write);
            if (!can_tear_to((uint8_t)value, rig_cells[write.address], write.value)) {
                continue;
            }
            rig_cells[write.address] = (uint8_t)value;
            tally_boot(&tally);
            assert_true((tally.boots == UINT16_MAX && tally.refused == UINT16_MAX) || (tally.boots == 8 && tally.refused == 9));
        }
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_cut_while_a_press_is_written_loses_no_other_and_gives_all_or_nothing),
        cmocka_unit_test(a_cut_while_an_acknowledgement_is_written_leaves_the_press_open_or_done),
        cmocka_unit_test(sequences_go_on_across_the_wrap_and_wear_is_even),
        cmocka_unit_test(a_full_log_refuses_the_newest_and_keeps_the_older),
        cmocka_unit_test(a_full_queue_refuses_and_changes_nothing),
        cmocka_unit_test(garbage_is_no_press),
        cmocka_unit_test(an_old_age_becomes_unknown_before_it_would_lie),
        cmocka_unit_test(a_cut_while_the_identity_is_written_gives_the_old_or_the_new_one),
        cmocka_unit_test(a_cut_while_the_first_identity_is_written_gives_all_or_none),
        cmocka_unit_test(one_worn_copy_does_not_make_the_pad_a_stranger),
        cmocka_unit_test(boots_and_refusals_are_counted_through_cuts_and_saturate),
    };
    (void)rig_seed();
    return cmocka_run_group_tests_name("eeprom", tests, NULL, NULL);
}
