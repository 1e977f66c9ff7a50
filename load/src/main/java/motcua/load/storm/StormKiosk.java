package motcua.load.storm;

import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.handler.codec.mqtt.MqttConnAckMessage;
import io.netty.handler.codec.mqtt.MqttConnectReturnCode;
import io.netty.handler.codec.mqtt.MqttDecoder;
import io.netty.handler.codec.mqtt.MqttEncoder;
import io.netty.handler.codec.mqtt.MqttMessage;
import io.netty.handler.codec.mqtt.MqttMessageBuilders;
import io.netty.handler.codec.mqtt.MqttProperties;
import io.netty.handler.codec.mqtt.MqttPublishMessage;
import io.netty.handler.codec.mqtt.MqttQoS;
import io.netty.handler.codec.mqtt.MqttVersion;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Base64;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import motcua.contract.json.JsonBinding;
import motcua.contract.json.MalformedJson;
import motcua.contract.wire.Batch;
import motcua.contract.wire.Hello;
import motcua.contract.wire.Receipt;
import motcua.contract.wire.SignedMessage;
import motcua.contract.wire.Topics;
import org.jspecify.annotations.Nullable;

/**
 * One kiosk of a storm, by the kiosk's rules: full jitter before each connection, a hello, batches as large as the link carried in
 * the last second, a new connection after a minute without progress, and nothing is done before its receipt. All of it on one event
 * loop.
 */
final class StormKiosk {
    private static final int LARGEST_PACKET = 300 * 1024;
    private static final long LEAST_UNDER_WAY = 8 * 1024;
    private static final long LEAST_BATCH = 512;
    private static final long SECOND_NANOS = TimeUnit.SECONDS.toNanos(1);
    private static final long STALL_NANOS = TimeUnit.SECONDS.toNanos(60);
    private static final int KEEP_ALIVE_SECONDS = 60;
    private static final long LOOK_SECONDS = 20;
    private static final int HIGHEST_ID = 65_535;

    private final StoredBacklog backlog;
    private final InetSocketAddress broker;
    private final String serverKey;
    private final EventLoop loop;
    private final RandomGenerator random;
    private final StormTally tally;
    private final JitteredWait wait;
    private final long mostWaitMs;
    private final boolean hurried;
    private final Deque<UnderWay> underWay = new ArrayDeque<>();
    private final Deque<Carried> carried = new ArrayDeque<>();
    private @Nullable Channel channel;
    private String nonce = "";
    private long contiguous;
    private long sentTo;
    private long bytesUnderWay;
    private long carriedBytes;
    private long progressNanos;
    private long firstBatchNanos;
    private int lastId;
    private boolean heard;
    private boolean done;
    private boolean stopped;

    private record UnderWay(long last, long bytes) {}

    private record Carried(long nanos, long bytes) {}

    /**
     * @param serverKey the server's public key, 64 hexadecimal digits
     * @param hurried breaks the rule of what may be under way and sends everything at once, as a faulty kiosk would
     */
    StormKiosk(
            StoredBacklog backlog,
            InetSocketAddress broker,
            String serverKey,
            EventLoop loop,
            RandomGenerator random,
            StormTally tally,
            long mostWaitMs,
            boolean hurried) {
        this.backlog = backlog;
        this.broker = broker;
        this.serverKey = serverKey;
        this.loop = loop;
        this.random = random;
        this.tally = tally;
        this.wait = new JitteredWait(random, mostWaitMs);
        this.mostWaitMs = mostWaitMs;
        this.hurried = hurried;
    }

    /** The network is back; the kiosk comes when its wait is over. */
    void begin() {
        long first = wait.nextMs();
        if (!hurried) {
            tally.willComeIn(10 * first / Math.max(1, mostWaitMs));
        }
        loop.schedule(this::connect, first, TimeUnit.MILLISECONDS);
        loop.scheduleWithFixedDelay(this::look, LOOK_SECONDS, LOOK_SECONDS, TimeUnit.SECONDS);
    }

    /** Leaves. */
    void stop() {
        loop.execute(() -> {
            stopped = true;
            if (channel != null) {
                channel.close();
            }
        });
    }

    private void connect() {
        if (stopped) {
            return;
        }
        new Bootstrap()
                .group(loop)
                .channel(NioSocketChannel.class)
                .option(ChannelOption.TCP_NODELAY, true)
                .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, 10_000)
                .handler(new ChannelInitializer<SocketChannel>() {
                    @Override
                    protected void initChannel(SocketChannel made) {
                        made.pipeline()
                                .addLast(new MqttDecoder(LARGEST_PACKET), MqttEncoder.INSTANCE, new Conversation());
                    }
                })
                .connect(broker)
                .addListener(made -> {
                    if (!made.isSuccess()) {
                        comeAgain();
                    }
                });
    }

    private void comeAgain() {
        if (!stopped) {
            tally.lost();
            loop.schedule(this::connect, wait.nextMs(), TimeUnit.MILLISECONDS);
        }
    }

    /** Whether the connection is of any use; and a sign of life for the broker. */
    private void look() {
        Channel open = channel;
        if (open == null || stopped) {
            return;
        }
        if (!done && System.nanoTime() - progressNanos > STALL_NANOS) {
            open.close();
        } else {
            open.writeAndFlush(MqttMessage.PINGREQ);
        }
    }

    private void sayHello(Channel open) {
        nonce = String.format("%016x", random.nextLong());
        Hello hello = new Hello(
                backlog.kiosk(),
                nonce,
                backlog.publicKeyHex(),
                "storm",
                List.of(new Hello.Head(backlog.epoch(), 1, backlog.records(), backlog.head())));
        publish(open, Topics.Up.HELLO, JsonBinding.toBytes(hello), MqttProperties.NO_PROPERTIES);
    }

    private void sendMore(Channel open) {
        long budget = allowed() - bytesUnderWay;
        while (sentTo < backlog.records() && budget >= LEAST_BATCH) {
            long first = sentTo + 1;
            long last = backlog.lastThatFits(first, budget);
            byte[] bytes;
            try {
                bytes = backlog.read(first, last);
            } catch (IOException e) {
                tally.fault(String.valueOf(e.getMessage()));
                return;
            }
            MqttProperties properties = new MqttProperties();
            properties.add(new MqttProperties.UserProperty(Batch.EPOCH, backlog.epoch()));
            properties.add(new MqttProperties.UserProperty(Batch.FIRST, Long.toString(first)));
            properties.add(new MqttProperties.UserProperty(Batch.LAST, Long.toString(last)));
            if (firstBatchNanos == 0) {
                firstBatchNanos = System.nanoTime();
            }
            publish(open, Topics.Up.JOURNAL, bytes, properties);
            underWay.add(new UnderWay(last, bytes.length));
            bytesUnderWay += bytes.length;
            budget -= bytes.length;
            sentTo = last;
        }
    }

    private long allowed() {
        if (hurried) {
            return Long.MAX_VALUE;
        }
        long now = System.nanoTime();
        Carried oldest = carried.peek();
        while (oldest != null && now - oldest.nanos() >= SECOND_NANOS) {
            carriedBytes -= oldest.bytes();
            carried.remove();
            oldest = carried.peek();
        }
        return Math.max(LEAST_UNDER_WAY, carriedBytes);
    }

    private void publish(Channel open, Topics.Up kind, byte[] payload, MqttProperties properties) {
        lastId = lastId % HIGHEST_ID + 1;
        open.writeAndFlush(MqttMessageBuilders.publish()
                .topicName(Topics.up(backlog.kiosk(), kind))
                .qos(MqttQoS.AT_LEAST_ONCE)
                .messageId(lastId)
                .properties(properties)
                .payload(Unpooled.wrappedBuffer(payload))
                .build());
    }

    private void receipt(Channel open, byte[] signed) throws MalformedJson {
        SignedMessage message = JsonBinding.fromBytes(signed, SignedMessage.class);
        Receipt receipt = JsonBinding.fromBytes(
                Base64.getDecoder().decode(message.payload().getBytes(StandardCharsets.US_ASCII)), Receipt.class);
        if (!receipt.epoch().equals(backlog.epoch())) {
            return;
        }
        if (receipt.contiguous() > backlog.records()) {
            tally.fault("a receipt for " + backlog.kiosk() + " names more records than there are");
        }
        if (receipt.nonce().equals(nonce)) {
            wait.reset();
            if (receipt.contiguous() < contiguous) {
                tally.receipted(receipt.contiguous() - contiguous);
                contiguous = receipt.contiguous();
                sentTo = contiguous;
                underWay.clear();
                bytesUnderWay = 0;
            }
        }
        rise(receipt.contiguous());
        if (contiguous == backlog.records() && !done) {
            // one signature in full for each kiosk; the kiosk itself checks each
            Receipt last = SignedMessage.open(
                    serverKey, Topics.down(backlog.kiosk(), Topics.Down.RECEIPT), signed, Receipt.class);
            if (!last.hashAtContiguous().equals(backlog.head())) {
                tally.fault("the server has another history of " + backlog.kiosk());
            }
            done = true;
            tally.done();
        }
        sendMore(open);
    }

    private void rise(long to) {
        if (to <= contiguous) {
            return;
        }
        long now = System.nanoTime();
        if (!heard && firstBatchNanos != 0) {
            heard = true;
            tally.firstReceipt(TimeUnit.NANOSECONDS.toMillis(now - firstBatchNanos));
        }
        tally.receipted(to - contiguous);
        contiguous = to;
        sentTo = Math.max(sentTo, to);
        progressNanos = now;
        UnderWay oldest = underWay.peek();
        while (oldest != null && oldest.last() <= contiguous) {
            bytesUnderWay -= oldest.bytes();
            carriedBytes += oldest.bytes();
            carried.add(new Carried(now, oldest.bytes()));
            underWay.remove();
            oldest = underWay.peek();
        }
    }

    /** What is said on one connection. */
    private final class Conversation extends SimpleChannelInboundHandler<MqttMessage> {
        @Override
        public void channelActive(ChannelHandlerContext context) {
            context.writeAndFlush(MqttMessageBuilders.connect()
                    .clientId(backlog.kiosk())
                    .protocolVersion(MqttVersion.MQTT_5)
                    .cleanSession(true)
                    .keepAlive(KEEP_ALIVE_SECONDS)
                    .build());
        }

        @Override
        protected void channelRead0(ChannelHandlerContext context, MqttMessage message) throws Exception {
            switch (message.fixedHeader().messageType()) {
                case CONNACK -> welcomed(context, (MqttConnAckMessage) message);
                case SUBACK -> {
                    sayHello(context.channel());
                    sendMore(context.channel());
                }
                case PUBLISH -> published(context, (MqttPublishMessage) message);
                case DISCONNECT -> context.close();
                default -> {
                    // answers to publishes and pings promise nothing
                }
            }
        }

        private void welcomed(ChannelHandlerContext context, MqttConnAckMessage answer) {
            if (answer.variableHeader().connectReturnCode() != MqttConnectReturnCode.CONNECTION_ACCEPTED) {
                context.close();
                return;
            }
            tally.connected();
            channel = context.channel();
            progressNanos = System.nanoTime();
            sentTo = contiguous;
            underWay.clear();
            bytesUnderWay = 0;
            context.writeAndFlush(MqttMessageBuilders.subscribe()
                    .messageId(HIGHEST_ID)
                    .addSubscription(MqttQoS.AT_LEAST_ONCE, Topics.allDown(backlog.kiosk()))
                    .build());
        }

        private void published(ChannelHandlerContext context, MqttPublishMessage message) throws MalformedJson {
            byte[] payload = new byte[message.payload().readableBytes()];
            message.payload().readBytes(payload);
            if (message.fixedHeader().qosLevel() == MqttQoS.AT_LEAST_ONCE) {
                context.writeAndFlush(MqttMessageBuilders.pubAck()
                        .packetId(message.variableHeader().packetId())
                        .build());
            }
            if (message.variableHeader().topicName().endsWith("/receipt")) {
                receipt(context.channel(), payload);
            }
        }

        @Override
        public void channelInactive(ChannelHandlerContext context) {
            channel = null;
            comeAgain();
        }

        @Override
        public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
            if (cause instanceof MalformedJson) {
                tally.fault("a receipt for " + backlog.kiosk() + " cannot be believed: " + cause.getMessage());
            }
            context.close();
        }
    }
}
