package dev.sonde.testkit;

import dev.sonde.api.Note;
import dev.sonde.api.Notes;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// Notes in memory, kept when a test says that their push was accepted. For one thread.
public final class KeptNotes implements Notes {
  private record At(String owner, Note.Place place) {}

  private final Map<At, Note.Text> texts = new HashMap<>();
  private final long most;

  /// @param most what there is room for, in bytes
  public KeptNotes(long most) {
    this.most = most;
  }

  /// The push is safe.
  public void keep(RecordedPush push) {
    push.notes().forEach(each -> texts.put(new At(each.owner(), each.place()), each.text()));
  }

  /// How many there are.
  public int size() {
    return texts.size();
  }

  @Override
  public Optional<Note.Text> find(String owner, Note.Place place) {
    return Optional.ofNullable(texts.get(new At(owner, place)));
  }

  @Override
  public long room(String owner) {
    return most - texts.values().stream().mapToLong(each -> Notes.cost(each.bytes().length)).sum();
  }
}
