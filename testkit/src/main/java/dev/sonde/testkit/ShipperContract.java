package dev.sonde.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.sonde.api.Encoded;
import dev.sonde.api.Outcome;
import dev.sonde.api.Shipment;
import dev.sonde.api.Shipper;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/// What every shipper keeps to. Extend it (or [HttpShipperContract]), say how to make one, and add
/// the tests of your own.
public abstract class ShipperContract {
  /// A new shipper, towards a destination that is willing.
  protected abstract Shipper shipper() throws IOException;

  @Test
  void encode_givesTheSameBytes_whateverWasEncodedBefore() throws IOException {
    try (Shipper shipper = shipper();
        Shipper another = shipper()) {
      for (Shipment each : shipments()) {
        byte[] first = bytes(shipper.encode(each));
        assertThat(bytes(shipper.encode(each))).isEqualTo(first);
        for (Shipment between : shipments()) {
          shipper.encode(between);
        }
        assertThat(bytes(shipper.encode(each))).isEqualTo(first);
        assertThat(bytes(another.encode(each))).isEqualTo(first);
      }
    }
  }

  @Test
  void encode_accountsForEveryRow() throws IOException {
    try (Shipper shipper = shipper()) {
      for (Shipment each : shipments()) {
        Encoded encoded = shipper.encode(each);
        long unsaid = encoded.unsaid().values().stream().mapToLong(Long::longValue).sum();
        assertThat(encoded.samples() + unsaid).isEqualTo(each.batch().size());
        assertThat(encoded.id()).isEqualTo(each.id());
        assertThat(encoded.unsaid().keySet())
            .allSatisfy(reason -> assertThat(reason).matches("[a-z][a-z0-9_]*"));
      }
    }
  }

  @Test
  void encode_saysWhateverIsANumber() throws IOException {
    try (Shipper shipper = shipper()) {
      Shipment values = Shipments.values();
      assertThat(shipper.encode(values).samples()).isGreaterThanOrEqualTo(6);
      Shipment strange = Shipments.strange();
      assertThat(shipper.encode(strange).samples()).isEqualTo(strange.batch().size());
    }
  }

  @Test
  void send_leavesTheBodyAsItIs() throws Exception {
    try (Shipper shipper = shipper()) {
      Encoded encoded = shipper.encode(Shipments.plain(0, 10));
      byte[] before = bytes(encoded);
      assertThat(encoded.body().hasArray()).isTrue();
      assertThat(shipper.send(encoded)).isEqualTo(Outcome.ACCEPTED);
      assertThat(bytes(encoded)).isEqualTo(before);
    }
  }

  @Test
  void send_takesOneBatchAfterTheOther() throws Exception {
    try (Shipper shipper = shipper()) {
      for (Shipment each : List.of(Shipments.plain(0, 100), Shipments.plain(100, 1))) {
        assertThat(shipper.send(shipper.encode(each))).isEqualTo(Outcome.ACCEPTED);
      }
    }
  }

  @Test
  void close_mayBeCalledTwice_andWithoutASend() throws IOException {
    Shipper shipper = shipper();
    shipper.close();
    assertThatCode(shipper::close).doesNotThrowAnyException();
  }

  /// A copy of a body's bytes.
  protected static byte[] bytes(Encoded encoded) {
    int from = encoded.body().arrayOffset() + encoded.body().position();
    return Arrays.copyOfRange(encoded.body().array(), from, from + encoded.body().remaining());
  }

  private static List<Shipment> shipments() {
    return List.of(
        Shipments.plain(0, 1), Shipments.values(), Shipments.plain(7, 1000), Shipments.strange());
  }
}
