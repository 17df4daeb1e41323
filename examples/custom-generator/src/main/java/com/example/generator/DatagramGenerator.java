package com.example.generator;

import dev.sonde.api.Emitter;
import dev.sonde.api.Family;
import dev.sonde.api.Generator;
import dev.sonde.api.Labels;
import dev.sonde.api.Slot;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Records each number that comes as a datagram: `door 21.5`; `door` alone ends its series.
final class DatagramGenerator implements Generator {
  /// `datagram_value{name="door"} 21.5`
  private static final Family VALUE =
      Family.gauge("datagram_value", "", "The number that came last under this name.");

  /// `datagram_received_total{understood="yes"} 7`
  private static final Family RECEIVED =
      Family.counter("datagram_received_total", "", "Datagrams that came.");

  private static final Pattern FORM =
      Pattern.compile("([A-Za-z0-9_.-]{1,100})(?: +(-?[0-9]{1,15}(?:\\.[0-9]{1,15})?))?\\s*");
  private static final int MOST_BYTES = 512;
  private static final int MOST_NAMES = 1_000;

  private final int port;

  DatagramGenerator(int port) {
    this.port = port;
  }

  @Override
  public void run(Emitter out) throws IOException {
    var names = new HashMap<String, Slot>();
    long understood = 0;
    long strange = 0;
    var address = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
    try (var channel = DatagramChannel.open()) {
      channel.bind(address);
      var buffer = ByteBuffer.allocate(MOST_BYTES);
      while (true) {
        boolean known = take(text(channel, buffer), names, out);
        understood += known ? 1 : 0;
        strange += known ? 0 : 1;
        out.record(RECEIVED, Labels.of("understood", "yes"), understood);
        out.record(RECEIVED, Labels.of("understood", "no"), strange);
      }
    }
  }

  /// An interrupt closes the channel, which ends the run.
  private static String text(DatagramChannel channel, ByteBuffer buffer) throws IOException {
    channel.receive(buffer.clear());
    return StandardCharsets.UTF_8.decode(buffer.flip()).toString();
  }

  private static boolean take(String text, Map<String, Slot> names, Emitter out) {
    Matcher form = FORM.matcher(text);
    if (!form.matches()) {
      return false;
    }
    String name = form.group(1);
    String value = form.group(2);
    if (value == null) {
      Slot gone = names.remove(name);
      if (gone != null) {
        out.end(gone);
      }
      return gone != null;
    }
    if (names.size() == MOST_NAMES && !names.containsKey(name)) {
      return false;
    }
    Slot slot = names.computeIfAbsent(name, each -> out.slot(VALUE, Labels.of("name", each)));
    out.record(slot, Double.parseDouble(value));
    return true;
  }
}
