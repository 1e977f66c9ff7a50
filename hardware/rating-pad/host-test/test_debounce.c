/* Debouncing: one push is one press. */
#include "rig.h"

#include <string.h>

static uint8_t sample_for(struct debounce *debounce, uint8_t closed, uint32_t *now, uint32_t ms) {
    uint8_t pressed = 0;
    for (uint32_t i = 0; i < ms; i++) {
        (*now)++;
        uint8_t new = debounce_sample(debounce, closed, *now);
        assert_int_equal(0, pressed & new);
        pressed |= new;
    }
    return pressed;
}

static void a_push_is_a_press_after_eight_stable_milliseconds(void **state) {
    (void)state;
    struct debounce debounce;
    uint32_t now = 0;
    debounce_init(&debounce, 0, now);
    assert_int_equal(0, sample_for(&debounce, 0, &now, 50));
    assert_int_equal(0, sample_for(&debounce, 4, &now, DEBOUNCE_CLOSED_MS));
    assert_int_equal(4, sample_for(&debounce, 4, &now, 1));
    assert_int_equal(51, debounce_closed_at(&debounce, 3));
    assert_int_equal(0, sample_for(&debounce, 4, &now, 500));
    assert_int_equal(4, debounce_down(&debounce));
    assert_int_equal(0, sample_for(&debounce, 0, &now, 500));
    assert_int_equal(0, debounce_down(&debounce));
}

static void a_shorter_touch_is_none_and_leaves_no_trace_in_the_age(void **state) {
    (void)state;
    struct debounce debounce;
    uint32_t now = 0;
    debounce_init(&debounce, 0, now);
    sample_for(&debounce, 0, &now, 20);
    assert_int_equal(0, sample_for(&debounce, 1, &now, 3));
    assert_int_equal(0, sample_for(&debounce, 0, &now, 2000));
    uint32_t closed_at = now + 1;
    assert_int_equal(1, sample_for(&debounce, 1, &now, 20));
    assert_int_equal(closed_at, debounce_closed_at(&debounce, 1));
}

/* Contacts bounce up to 5 ms; an edge may fall anywhere between two samples. 20 000 pushes of all kinds. */
static void however_it_bounces_one_push_is_one_press(void **state) {
    (void)state;
    struct debounce debounce;
    uint32_t now = 0;
    debounce_init(&debounce, 0, now);
    sample_for(&debounce, 0, &now, 100);
    for (int push = 0; push < 20000; push++) {
        uint8_t bit = (uint8_t)(1U << rig_random(KEY_COUNT));
        uint8_t pressed = 0;
        uint32_t first = now + 1;
        for (uint32_t i = 0; i <= rig_random(6); i++) {
            pressed |= sample_for(&debounce, i == 0 || rig_random(2) != 0 ? bit : 0, &now, 1);
        }
        pressed |= sample_for(&debounce, bit, &now, 40 + rig_random(300));
        assert_int_equal(bit, pressed);
        uint8_t key = 1;
        while ((1U << (key - 1U)) != bit) {
            key++;
        }
        assert_int_equal(first, debounce_closed_at(&debounce, key));
        pressed = 0;
        for (uint32_t i = 0; i < rig_random(6); i++) {
            pressed |= sample_for(&debounce, rig_random(2) != 0 ? bit : 0, &now, 1);
        }
        pressed |= sample_for(&debounce, 0, &now, 30 + rig_random(300));
        assert_int_equal(0, pressed);
        assert_int_equal(0, debounce_down(&debounce));
    }
}

static void a_key_down_at_boot_is_no_press_until_released(void **state) {
    (void)state;
    struct debounce debounce;
    uint32_t now = 0;
    debounce_init(&debounce, 0x21, now);
    assert_int_equal(0, sample_for(&debounce, 0x21, &now, 4000));
    assert_int_equal(0x21, debounce_down(&debounce));
    assert_int_equal(0, sample_for(&debounce, 0x20, &now, 100));
    assert_int_equal(1, sample_for(&debounce, 0x21, &now, 100));
}

static void a_held_key_is_stuck_and_counts_no_press_until_released_for_fifty(void **state) {
    (void)state;
    struct debounce debounce;
    uint32_t now = 0;
    debounce_init(&debounce, 0, now);
    sample_for(&debounce, 0, &now, 20);
    assert_int_equal(2, sample_for(&debounce, 2, &now, 5000));
    assert_int_equal(0, debounce_stuck(&debounce));
    assert_int_equal(0, sample_for(&debounce, 2, &now, 2));
    assert_int_equal(2, debounce_stuck(&debounce));
    /* Others go on working, and the stuck one may chatter. */
    assert_int_equal(1, sample_for(&debounce, 3, &now, 100));
    for (int i = 0; i < 20; i++) {
        assert_int_equal(0, sample_for(&debounce, 0, &now, STUCK_RELEASE_MS - 2));
        assert_int_equal(0, sample_for(&debounce, 2, &now, 30));
    }
    assert_int_equal(2, debounce_stuck(&debounce));
    assert_int_equal(0, sample_for(&debounce, 0, &now, STUCK_RELEASE_MS + 1));
    assert_int_equal(0, debounce_stuck(&debounce));
    assert_int_equal(2, sample_for(&debounce, 2, &now, 100));
}

static void the_clock_may_wrap(void **state) {
    (void)state;
    struct debounce debounce;
    uint32_t now = UINT32_MAX - 3000;
    debounce_init(&debounce, 0, now);
    assert_int_equal(0, sample_for(&debounce, 0, &now, 100));
    assert_int_equal(8, sample_for(&debounce, 8, &now, 4000));
    assert_int_equal(0, debounce_stuck(&debounce));
    sample_for(&debounce, 8, &now, 2000);
    assert_int_equal(8, debounce_stuck(&debounce));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_push_is_a_press_after_eight_stable_milliseconds),
        cmocka_unit_test(a_shorter_touch_is_none_and_leaves_no_trace_in_the_age),
        cmocka_unit_test(however_it_bounces_one_push_is_one_press),
        cmocka_unit_test(a_key_down_at_boot_is_no_press_until_released),
        cmocka_unit_test(a_held_key_is_stuck_and_counts_no_press_until_released_for_fifty),
        cmocka_unit_test(the_clock_may_wrap),
    };
    (void)rig_seed();
    return cmocka_run_group_tests_name("debounce", tests, NULL, NULL);
}
