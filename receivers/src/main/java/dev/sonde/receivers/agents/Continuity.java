package dev.sonde.receivers.agents;

import dev.sonde.api.Appended;
import dev.sonde.wire.relay.Aside;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Does what another Sonde brings go on where it stopped? For one thread at a time.
///
/// # Implementation notes
///
/// Holes between batches say nothing: a batch of which all is left out for this hub is never sent,
/// and the numbers of one start go on where those of the start before ended. What was dropped over
/// there its sender counts, and says.
///
/// A sender names the batch that was accepted last, and only when it has tried nothing since. If it
/// is not the one that was accepted here last under this epoch, somebody else has brought one. What
/// was accepted before a restart of this hub is not known any more.
final class Continuity {
  private Optional<Brought> last = Optional.empty();

  /// Looks at a batch, and keeps what the next one needs.
  ///
  /// @param lost samples that were known to be dropped
  List<Finding> judge(Brought batch, long lost, Appended answer) {
    var found = new ArrayList<Finding>();
    batch.aside().before().ifPresent(before -> compare(batch, before, found));
    dropped(batch.aside().lost() - lost, found);
    if (answer instanceof Appended.Accepted) {
      last = Optional.of(batch);
    }
    return found;
  }

  private void compare(Brought batch, Aside.Before before, List<Finding> found) {
    if (batch.held() < before.to()) {
      found.add(restored(batch.held(), before.to()));
    } else if (last.filter(each -> isAnother(each, batch, before)).isPresent()) {
      found.add(
          new Finding(
              Finding.Kind.FORKED,
              "another machine brings samples under the same identity (a copy of a running virtual"
                  + " machine, or one that went back to a snapshot, or two shippers to this hub):"
                  + " some of them are taken for repeats; start its Sonde again"));
    }
  }

  private static boolean isAnother(Brought last, Brought now, Aside.Before before) {
    return last.id().epoch() == now.id().epoch()
        && (last.id().to() != before.to() || last.sum() != before.sum());
  }

  /// What is found when this hub has less than it had said.
  static Finding restored(long held, long reached) {
    return new Finding(
        Finding.Kind.RESTORED,
        "this hub has its samples up to "
            + held
            + " only, and had taken them up to "
            + reached
            + ": it lost some (an older backup came back, a disk was lost)");
  }

  private static void dropped(long more, List<Finding> found) {
    if (more > 0) {
      found.add(
          new Finding(
              Finding.Kind.LOST,
              more + " of its samples were dropped over there before they could come"));
    }
  }
}
