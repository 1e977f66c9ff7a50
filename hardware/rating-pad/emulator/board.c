#include "board.h"

#include <simavr/avr_eeprom.h>
#include <simavr/avr_ioport.h>
#include <simavr/avr_uart.h>
#include <simavr/sim_avr.h>
#include <simavr/sim_elf.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define MCU "atmega328p"
#define KEY_1_PIN 2
#define LID_PIN 7
#define CLERK_KEY_PIN 4
#define HEARTBEAT_PIN 5
#define BUZZER_PIN 0
/* The last word of flash, far behind the firmware; `rjmp .-2`. */
#define HANG_ADDRESS 0x7FFEU
#define OPCODE_LOOP_LOW 0xFFU
#define OPCODE_LOOP_HIGH 0xCFU

struct pin_watch {
    struct board *board;
    enum board_output output;
};

struct board {
    elf_firmware_t firmware;
    avr_t *avr; /* NULL without power */
    struct board_listener listener;
    uint64_t cycle;
    uint8_t eeprom[BOARD_EEPROM_SIZE];
    bool key_closed[BOARD_KEYS + 1];
    bool lid_open;
    uint8_t driven_c;
    uint8_t levels_c;
    uint8_t driven_d;
    uint8_t levels_d;
    bool output_on[OUTPUT_COUNT];
    struct pin_watch watches[OUTPUT_COUNT];
    bool may_receive;
    void (*core_reset)(avr_t *avr);
};

/* simavr hands its callbacks only the core, and a process emulates one board. */
static struct board *only_board;

static void log_errors(avr_t *avr, const int level, const char *format, va_list arguments) {
    (void)avr;
    if (level == LOG_ERROR) {
        vfprintf(stderr, format, arguments);
    }
}

static void no_sleep(avr_t *avr, avr_cycle_count_t cycles) {
    (void)avr;
    (void)cycles; /* padsim paces itself */
}

/* The pin is told twice: once for now, and once for when the firmware writes the port and simavr works out its pull-ups again. A
 * level that simavr has heard before it would not pass on, although a reset has cleared the register behind the pin; hence INIT. */
static void set_pin(struct board *board, char port, int pin, bool high) {
    uint8_t *driven = port == 'C' ? &board->driven_c : &board->driven_d;
    uint8_t *levels = port == 'C' ? &board->levels_c : &board->levels_d;
    uint8_t bit = (uint8_t)(1U << pin);
    *driven |= bit;
    *levels = high ? *levels | bit : *levels & (uint8_t)~bit;
    avr_ioport_external_t external = {.name = (unsigned char)port & 0x7FU, .mask = *driven, .value = *levels};
    avr_ioctl(board->avr, AVR_IOCTL_IOPORT_SET_EXTERNAL((uint32_t)port), &external);
    avr_irq_t *irq = avr_io_getirq(board->avr, AVR_IOCTL_IOPORT_GETIRQ((uint32_t)port), pin);
    irq->flags |= IRQ_FLAG_INIT;
    avr_raise_irq(irq, high ? 1U : 0U);
}

static void drive_key(struct board *board, int key) {
    bool high = !board->key_closed[key];
    if (key == BOARD_KEYS) {
        set_pin(board, 'C', CLERK_KEY_PIN, high);
    } else {
        set_pin(board, 'D', KEY_1_PIN + key - 1, high);
    }
}

static void drive_inputs(struct board *board) {
    for (int key = 1; key <= BOARD_KEYS; key++) {
        drive_key(board, key);
    }
    set_pin(board, 'D', LID_PIN, board->lid_open);
}

static void set_output(struct board *board, enum board_output output, bool on) {
    if (board->output_on[output] != on) {
        board->output_on[output] = on;
        board->listener.output(board->listener.context, output, on, board_cycle(board));
    }
}

static void outputs_off(struct board *board) {
    for (int output = OUTPUT_LAMP_1; output < OUTPUT_COUNT; output++) {
        set_output(board, (enum board_output)output, false);
    }
}

/* avr_reset forgets what outside drives its pins, and would see all keys closed. */
static void after_reset(avr_t *avr) {
    struct board *board = only_board;
    board->core_reset(avr);
    if (board->avr == NULL) {
        return;
    }
    outputs_off(board);
    drive_inputs(board);
    board->listener.reset(board->listener.context, board_cycle(board));
}

static void on_pin(struct avr_irq_t *irq, uint32_t value, void *parameter) {
    (void)irq;
    const struct pin_watch *watch = parameter;
    set_output(watch->board, watch->output, value != 0U);
}

static void on_sent(struct avr_irq_t *irq, uint32_t value, void *parameter) {
    (void)irq;
    struct board *board = parameter;
    board->listener.sent(board->listener.context, (uint8_t)value);
}

static void on_xon(struct avr_irq_t *irq, uint32_t value, void *parameter) {
    (void)irq;
    (void)value;
    ((struct board *)parameter)->may_receive = true;
}

static void on_xoff(struct avr_irq_t *irq, uint32_t value, void *parameter) {
    (void)irq;
    (void)value;
    ((struct board *)parameter)->may_receive = false;
}

static avr_irq_t *uart_irq(struct board *board, int irq) { return avr_io_getirq(board->avr, AVR_IOCTL_UART_GETIRQ('0'), irq); }

static void watch_pin(struct board *board, char port, int pin, enum board_output output) {
    board->watches[output] = (struct pin_watch){.board = board, .output = output};
    avr_irq_register_notify(avr_io_getirq(board->avr, AVR_IOCTL_IOPORT_GETIRQ((uint32_t)port), pin), on_pin, &board->watches[output]);
}

static void connect(struct board *board) {
    uint32_t flags = 0;
    avr_ioctl(board->avr, AVR_IOCTL_UART_GET_FLAGS('0'), &flags);
    flags &= ~(uint32_t)(AVR_UART_FLAG_STDIO | AVR_UART_FLAG_POLL_SLEEP);
    avr_ioctl(board->avr, AVR_IOCTL_UART_SET_FLAGS('0'), &flags);
    avr_irq_register_notify(uart_irq(board, UART_IRQ_OUTPUT), on_sent, board);
    avr_irq_register_notify(uart_irq(board, UART_IRQ_OUT_XON), on_xon, board);
    avr_irq_register_notify(uart_irq(board, UART_IRQ_OUT_XOFF), on_xoff, board);
    for (int lamp = 1; lamp <= BOARD_LAMPS; lamp++) {
        watch_pin(board, 'B', lamp - 1, (enum board_output)lamp);
    }
    watch_pin(board, 'B', HEARTBEAT_PIN, OUTPUT_HEARTBEAT);
    watch_pin(board, 'C', BUZZER_PIN, OUTPUT_BUZZER);
}

struct board *board_new(const char *elf_path, const uint8_t eeprom[BOARD_EEPROM_SIZE], const struct board_listener *listener) {
    avr_global_logger_set(log_errors);
    struct board *board = calloc(1, sizeof *board);
    if (board == NULL || elf_read_firmware(elf_path, &board->firmware) != 0 || board->firmware.flash == NULL) {
        fprintf(stderr, "padsim: cannot load firmware %s\n", elf_path);
        free(board);
        return NULL;
    }
    board->listener = *listener;
    memcpy(board->eeprom, eeprom, BOARD_EEPROM_SIZE);
    only_board = board;
    return board;
}

void board_free(struct board *board) {
    if (board->avr != NULL) {
        avr_terminate(board->avr);
        free(board->avr);
    }
    free(board->firmware.flash);
    free(board);
}

static void power_on(struct board *board) {
    avr_t *avr = avr_make_mcu_by_name(MCU);
    if (avr == NULL) {
        fprintf(stderr, "padsim: simavr does not know the %s\n", MCU);
        exit(1);
    }
    avr_init(avr);
    avr->frequency = (uint32_t)BOARD_HZ;
    avr_load_firmware(avr, &board->firmware);
    avr->flash[HANG_ADDRESS] = OPCODE_LOOP_LOW;
    avr->flash[HANG_ADDRESS + 1U] = OPCODE_LOOP_HIGH;
    avr->sleep = no_sleep;
    board->core_reset = avr->reset;
    avr->reset = after_reset;
    board->avr = avr;
    board->may_receive = false;
    connect(board);
    drive_inputs(board);
    avr_eeprom_desc_t content = {.ee = board->eeprom, .offset = 0, .size = BOARD_EEPROM_SIZE};
    avr_ioctl(avr, AVR_IOCTL_EEPROM_SET, &content);
    avr_regbit_set(avr, avr->reset_flags.porf);
}

void board_power(struct board *board, bool on) {
    if (on == board_has_power(board)) {
        return;
    }
    if (on) {
        power_on(board);
        return;
    }
    (void)board_eeprom(board);
    outputs_off(board);
    avr_t *avr = board->avr;
    board->avr = NULL;
    avr_terminate(avr);
    free(avr);
}

bool board_has_power(const struct board *board) { return board->avr != NULL; }

void board_reset(struct board *board) {
    if (board->avr != NULL) {
        avr_reset(board->avr);
        avr_regbit_set(board->avr, board->avr->reset_flags.extrf);
    }
}

void board_hang(struct board *board) {
    if (board->avr != NULL) {
        board->avr->pc = HANG_ADDRESS;
        board->avr->sreg[S_I] = 0;
        board->avr->state = cpu_Running;
    }
}

void board_key(struct board *board, int key, bool closed) {
    board->key_closed[key] = closed;
    if (board->avr != NULL) {
        drive_key(board, key);
    }
}

void board_lid(struct board *board, bool open) {
    board->lid_open = open;
    if (board->avr != NULL) {
        set_pin(board, 'D', LID_PIN, open);
    }
}

size_t board_receive(struct board *board, const uint8_t *bytes, size_t count) {
    size_t taken = 0;
    while (board->avr != NULL && board->may_receive && taken < count) {
        avr_raise_irq(uart_irq(board, UART_IRQ_INPUT), bytes[taken]);
        taken++;
    }
    return taken;
}

uint64_t board_cycle(const struct board *board) { return board->cycle; }

void board_run(struct board *board, uint64_t cycle, void (*between)(void *context), void *context) {
    while (board->cycle < cycle) {
        between(context);
        if (board->avr == NULL) {
            board->cycle = cycle;
            continue;
        }
        avr_cycle_count_t before = board->avr->cycle;
        int state = avr_run(board->avr);
        if (state == cpu_Done || state == cpu_Crashed) {
            fprintf(stderr, "padsim: the processor stopped (state %d)\n", state);
            exit(1);
        }
        board->cycle += board->avr->cycle - before;
    }
    between(context);
}

const uint8_t *board_eeprom(struct board *board) {
    if (board->avr != NULL) {
        avr_eeprom_desc_t content = {.ee = board->eeprom, .offset = 0, .size = BOARD_EEPROM_SIZE};
        avr_ioctl(board->avr, AVR_IOCTL_EEPROM_GET, &content);
    }
    return board->eeprom;
}
