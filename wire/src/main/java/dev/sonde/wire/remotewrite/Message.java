package dev.sonde.wire.remotewrite;

import dev.sonde.api.Batch;
import dev.sonde.api.Family;
import dev.sonde.wire.protobuf.ProtoBuffer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// A request of one protocol, written again and again into the same room.
sealed interface Message permits MessageOne, MessageTwo {
  /// The request, valid until the next call.
  ///
  /// @param groups the rows of the batch
  ProtoBuffer write(Batch batch, Groups groups, Function<String, @Nullable Family> families);
}
