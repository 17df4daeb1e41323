package dev.sonde.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sonde.journal.JournalConfig.WhenFull;
import dev.sonde.journal.Rewinding.Rewound;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RewindingTest {
  private static final String STORE = "store";

  private final MemoryDisk disk = new MemoryDisk(64 << 20);

  @Test
  void destination_getsAgainWhatItLacks_ofEveryEpoch() throws IOException {
    deliver(30);
    deliver(20);
    assertThat(rewind(12)).isEqualTo(new Rewound(38, 0));
    try (var pen = new Pen(disk, JournalConfig.DEFAULT);
        Destination there = pen.journal.destination(STORE, StartAt.OLDEST, true)) {
      assertThat(there.standing().pending()).isEqualTo(38);
      List<Double> again = Pen.drain(there, 10);
      assertThat(again.subList(0, 18)).isEqualTo(numbers(12, 30));
      assertThat(again.subList(18, 38)).isEqualTo(numbers(0, 20));
      addsUp(there.standing());
    }
  }

  @Test
  void whatTheJournalHasNoMore_countsAsDropped() throws IOException {
    JournalConfig small = Pen.config(1 << 20, WhenFull.DROP_OLDEST);
    long head;
    try (var pen = new Pen(disk, small);
        Destination there = pen.journal.destination(STORE, StartAt.OLDEST, true)) {
      for (int i = 0; i < 100; i++) {
        pen.append(20_000, 100);
        Pen.drain(there, 20_000);
      }
      head = there.standing().head();
      assertThat(there.standing().dropped()).isEmpty();
    }
    Rewound rewound = rewind(100);
    assertThat(rewound.gone()).isPositive();
    assertThat(rewound.again() + rewound.gone()).isEqualTo(head - 100);
    try (var pen = new Pen(disk, small);
        Destination there = pen.journal.destination(STORE, StartAt.OLDEST, true)) {
      assertThat(there.standing().dropped()).isEqualTo(Map.of("journal_full", rewound.gone()));
      assertThat(there.standing().pending()).isEqualTo(rewound.again());
      addsUp(there.standing());
    }
  }

  @Test
  void batchInFlight_comesAgainToo() throws IOException {
    try (var pen = new Pen(disk, JournalConfig.DEFAULT);
        Destination there = pen.journal.destination(STORE, StartAt.OLDEST, true)) {
      pen.append(30, 3);
      there.take(20, 0);
    }
    assertThat(rewind(5)).isEqualTo(new Rewound(15, 0));
    try (var pen = new Pen(disk, JournalConfig.DEFAULT);
        Destination there = pen.journal.destination(STORE, StartAt.OLDEST, true)) {
      assertThat(Pen.drain(there, 100)).isEqualTo(numbers(5, 30));
    }
  }

  @Test
  void destinationThatHasAll_orNoCursor_staysWhereItIs() throws IOException {
    assertThat(rewind(0)).isEqualTo(new Rewound(0, 0));
    deliver(30);
    assertThat(rewind(30)).isEqualTo(new Rewound(0, 0));
    assertThat(rewind(1_000)).isEqualTo(new Rewound(0, 0));
  }

  @Test
  void position_isAskedForTheJournalsInstance() throws IOException {
    UUID instance;
    try (var pen = new Pen(disk, JournalConfig.DEFAULT);
        Destination there = pen.journal.destination(STORE, StartAt.OLDEST, true)) {
      pen.append(3, 1);
      instance = there.take(3, 0).orElseThrow().instance();
    }
    var asked = new AtomicReference<UUID>();
    try (var held = Rewinding.begin(disk, () -> 0)) {
      held.rewind(
          STORE,
          each -> {
            asked.set(each);
            return 0;
          });
    }
    assertThat(asked).hasValue(instance);
  }

  @Test
  void openJournal_isRefused_andAHeldOneIsToo() throws IOException {
    try (var _ = new Pen(disk, JournalConfig.DEFAULT)) {
      assertThatThrownBy(() -> Rewinding.begin(disk, () -> 0))
          .isInstanceOf(FolderTakenException.class);
    }
    try (var _ = Rewinding.begin(disk, () -> 0)) {
      assertThatThrownBy(() -> new Pen(disk, JournalConfig.DEFAULT))
          .isInstanceOf(FolderTakenException.class);
    }
  }

  private void deliver(int samples) throws IOException {
    try (var pen = new Pen(disk, JournalConfig.DEFAULT);
        Destination there = pen.journal.destination(STORE, StartAt.OLDEST, true)) {
      pen.append(samples, 3);
      Pen.drain(there, 100);
    }
  }

  private Rewound rewind(long upTo) throws IOException {
    try (var held = Rewinding.begin(disk, () -> 0)) {
      return held.rewind(STORE, _ -> upTo);
    }
  }

  private static void addsUp(Standing standing) {
    long dropped = standing.dropped().values().stream().mapToLong(Long::longValue).sum();
    assertThat(standing.accepted()).isEqualTo(standing.pending() + standing.delivered() + dropped);
  }

  private static List<Double> numbers(int from, int to) {
    return IntStream.range(from, to).mapToObj(number -> (double) number).toList();
  }
}
