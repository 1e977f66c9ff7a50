/* ATmega328P, 16 MHz: pins, timer, UART, EEPROM, watchdog. All that knows a register is in this file. Pins: ../WIRING.md. */
#include <avr/interrupt.h>
#include <avr/io.h>
#include <avr/sleep.h>
#include <avr/wdt.h>
#include <util/atomic.h>

#include "pad.h"

#define BAUD_RATE 38400UL
#define UART_DIVISOR (F_CPU / (16UL * BAUD_RATE) - 1UL) /* 25: +0.2 % */
#define TICK_DIVISOR (F_CPU / 64UL / 1000UL - 1UL)

#define RATING_KEY_PINS 0x7CU /* PD2..PD6, closed = low */
#define RATING_KEY_SHIFT 2U
#define LID_PIN 0x80U /* PD7, closed lid = low, so a cut wire reads as open */
#define CLERK_KEY_PIN 0x10U /* PC4, closed = low */
#define CLERK_KEY_BIT 0x20U
#define LAMP_PINS 0x1FU /* PB0..PB4 */
#define HEARTBEAT_PIN 0x20U /* PB5 */
#define BUZZER_PIN 0x01U /* PC0 */

#define RESET_CAUSES 0x0FU
/* The pull-ups charge the filters of the key wires before the first look at them. */
#define SETTLE_MS 10U

/* Powers of two: the positions wrap by masking. */
#define SEND_SIZE 128U
#define RECEIVE_SIZE 64U

static struct pad pad;
static volatile uint32_t ticks_ms;
static volatile bool woken;

static uint8_t send_bytes[SEND_SIZE];
static volatile uint8_t send_first;
static volatile uint8_t send_end;
static volatile uint8_t receive_bytes[RECEIVE_SIZE];
static volatile uint8_t receive_first;
static volatile uint8_t receive_end;

ISR(TIMER0_COMPA_vect) {
    ticks_ms++;
    woken = true;
}

ISR(USART_RX_vect) {
    uint8_t byte = UDR0;
    uint8_t after = (uint8_t)((receive_end + 1U) % RECEIVE_SIZE);
    if (after != receive_first) { /* a lost byte is a torn frame, and the host repeats it */
        receive_bytes[receive_end] = byte;
        receive_end = after;
    }
    woken = true;
}

/* Goes off with the last byte, not in an empty call after it: not every emulator calls back once the register has run empty. */
ISR(USART_UDRE_vect) {
    uint8_t first = send_first;
    uint8_t after = (uint8_t)((first + 1U) % SEND_SIZE);
    send_first = after;
    if (after == send_end) {
        UCSR0B &= (uint8_t)~_BV(UDRIE0);
    }
    UDR0 = send_bytes[first];
}

/* The interrupt stays raised while the EEPROM is idle. */
ISR(EE_READY_vect) {
    EECR &= (uint8_t)~_BV(EERIE);
    woken = true;
}

uint8_t eeprom_read(uint16_t address) {
    EEAR = address;
    EECR |= _BV(EERE);
    return EEDR;
}

static void eeprom_start(const struct eeprom_write *write) {
    EEAR = write->address;
    EEDR = write->value;
    ATOMIC_BLOCK(ATOMIC_RESTORESTATE) { /* EEPE must follow EEMPE within four cycles */
        EECR = _BV(EEMPE);
        EECR |= _BV(EEPE);
    }
    EECR |= _BV(EERIE);
}

static uint32_t now_ms(void) {
    uint32_t now = 0;
    ATOMIC_BLOCK(ATOMIC_RESTORESTATE) { now = ticks_ms; }
    return now;
}

static void read_pins(struct pad_inputs *inputs) {
    uint8_t d = PIND;
    uint8_t keys = (uint8_t)((uint8_t)(~d & RATING_KEY_PINS) >> RATING_KEY_SHIFT);
    if ((PINC & CLERK_KEY_PIN) == 0U) {
        keys |= CLERK_KEY_BIT;
    }
    inputs->keys = keys;
    inputs->lid_open = (d & LID_PIN) != 0U;
    inputs->now_ms = now_ms();
}

static void drive_pins(const struct lamp_levels *levels) {
    PORTB = (uint8_t)(levels->lamps & LAMP_PINS) | (levels->heartbeat ? HEARTBEAT_PIN : 0U);
    if (levels->buzzer) {
        PORTC |= BUZZER_PIN;
    } else {
        PORTC &= (uint8_t)~BUZZER_PIN;
    }
}

static void receive(void) {
    while (receive_first != receive_end) {
        uint8_t byte = receive_bytes[receive_first];
        receive_first = (uint8_t)((receive_first + 1U) % RECEIVE_SIZE);
        pad_receive(&pad, byte);
    }
}

static uint8_t room_to_send(void) { return (uint8_t)((uint8_t)(send_first - send_end - 1U) % SEND_SIZE); }

static void send(void) {
    uint8_t frame[FRAME_MAX_ENCODED];
    while (room_to_send() >= sizeof frame) {
        uint8_t length = pad_transmit(&pad, frame);
        if (length == 0U) {
            return;
        }
        uint8_t end = send_end;
        for (uint8_t i = 0; i < length; i++) {
            send_bytes[end] = frame[i];
            end = (uint8_t)((end + 1U) % SEND_SIZE);
        }
        ATOMIC_BLOCK(ATOMIC_RESTORESTATE) {
            send_end = end;
            UCSR0B |= _BV(UDRIE0);
        }
    }
}

static void drive_eeprom(void) {
    struct eeprom_write write;
    if ((EECR & _BV(EEPE)) == 0U && pad_eeprom(&pad, &write)) {
        eeprom_start(&write);
    }
}

/* After a watchdog reset the watchdog keeps running, with its shortest time of 16 ms. The C start-up takes less than one. */
static uint8_t take_reset_cause(void) {
    uint8_t cause = MCUSR & RESET_CAUSES;
    MCUSR = 0;
    wdt_disable();
    return cause;
}

static void set_up(void) {
    DDRB = LAMP_PINS | HEARTBEAT_PIN;
    DDRC = BUZZER_PIN;
    PORTC = (uint8_t)~BUZZER_PIN;
    PORTD = 0xFDU; /* pull-ups on all inputs; TXD is the UART's */
    TCCR0A = _BV(WGM01);
    TCCR0B = _BV(CS01) | _BV(CS00);
    OCR0A = TICK_DIVISOR;
    TIMSK0 = _BV(OCIE0A);
    UBRR0 = UART_DIVISOR;
    UCSR0C = _BV(UCSZ01) | _BV(UCSZ00);
    UCSR0B = _BV(RXCIE0) | _BV(RXEN0) | _BV(TXEN0);
    set_sleep_mode(SLEEP_MODE_IDLE);
    wdt_enable(WDTO_250MS);
    sei();
}

/* Until an interrupt brought something to do. Checked with interrupts off, so that none slips in before the sleep. */
static void rest(void) {
    cli();
    while (!woken) {
        sleep_enable();
        sei();
        sleep_cpu();
        sleep_disable();
        cli();
    }
    woken = false;
    sei();
}

int main(void) {
    struct pad_inputs inputs;
    uint8_t reset_cause = take_reset_cause();
    set_up();
    while (now_ms() < SETTLE_MS) {
        rest();
    }
    read_pins(&inputs);
    pad_boot(&pad, &inputs, reset_cause);
    uint32_t stepped_ms = inputs.now_ms;
    for (;;) {
        receive();
        drive_eeprom();
        read_pins(&inputs);
        if (inputs.now_ms != stepped_ms) {
            stepped_ms = inputs.now_ms;
            struct lamp_levels levels = pad_step(&pad, &inputs);
            drive_pins(&levels);
            wdt_reset(); /* only while time passes: without the timer the pad is deaf and must start again */
        }
        send();
        rest();
    }
}
