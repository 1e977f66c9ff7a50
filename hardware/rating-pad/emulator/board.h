/* The pad's circuit board in simavr: one ATmega328P running the real firmware, its keys, lid, lamps, buzzer, EEPROM and supply.
 * Time is virtual, in clock cycles at 16 MHz since the board was made; it also passes while the power is off. */
#ifndef BOARD_H
#define BOARD_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define BOARD_HZ 16000000ULL
#define BOARD_CYCLES_PER_US (BOARD_HZ / 1000000ULL)
#define BOARD_EEPROM_SIZE 1024U
#define BOARD_KEYS 6
#define BOARD_LAMPS 5

struct board;

enum board_output { OUTPUT_LAMP_1 = 1, OUTPUT_LAMP_5 = BOARD_LAMPS, OUTPUT_HEARTBEAT, OUTPUT_BUZZER, OUTPUT_COUNT };

struct board_listener {
    void *context;
    void (*output)(void *context, enum board_output output, bool on, uint64_t at_cycle);
    void (*sent)(void *context, uint8_t byte);
    void (*reset)(void *context, uint64_t at_cycle);
};

/* NULL with a line on stderr when the firmware cannot be loaded. The board starts without power, lid closed, no key down. */
struct board *board_new(const char *elf_path, const uint8_t eeprom[BOARD_EEPROM_SIZE], const struct board_listener *listener);
void board_free(struct board *board);

void board_power(struct board *board, bool on);
bool board_has_power(const struct board *board);
/* The reset key of the board. */
void board_reset(struct board *board);
/* Makes the processor loop for ever with interrupts off, as a wild jump would. */
void board_hang(struct board *board);

/* Contact levels; keys 1..5 rate, 6 is the clerk's. */
void board_key(struct board *board, int key, bool closed);
void board_lid(struct board *board, bool open);

/* Offers bytes to the receiver; returns how many it took. */
size_t board_receive(struct board *board, const uint8_t *bytes, size_t count);

uint64_t board_cycle(const struct board *board);
/* Lets time pass until at least `cycle`; `between` is called before each step. */
void board_run(struct board *board, uint64_t cycle, void (*between)(void *context), void *context);

/* The content now, BOARD_EEPROM_SIZE bytes. */
const uint8_t *board_eeprom(struct board *board);

#endif
