package motcua.server.ingest;

import java.util.Map;
import motcua.contract.wire.Topics;

/**
 * A message as it came from the broker.
 *
 * @param acknowledge tells the broker that it need not send the message again; run once, after the commit
 */
public record InboundMessage(
        Topics.UpTopic topic,
        byte[] payload,
        Map<String, String> properties,
        boolean redelivered,
        Runnable acknowledge) {}
