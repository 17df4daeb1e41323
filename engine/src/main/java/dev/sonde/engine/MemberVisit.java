package dev.sonde.engine;

import dev.sonde.api.Sheet;
import dev.sonde.api.Visit;
import org.jspecify.annotations.Nullable;

/// One run of one member. Takes a haul when there is something to write, so that a member that
/// waits for its peer holds none.
final class MemberVisit implements Visit {
  private final GroupWorks works;
  private final PlacedSheet page;
  private final PlacedSheet report;
  private final long time;
  private @Nullable Haul haul;

  MemberVisit(GroupWorks works, PlacedSheet page, PlacedSheet report, long time) {
    this.works = works;
    this.page = page;
    this.report = report;
    this.time = time;
  }

  @Override
  public long time() {
    return time;
  }

  @Override
  public Sheet page() {
    haul();
    return page;
  }

  @Override
  public Sheet report() {
    haul();
    return report;
  }

  /// Ends both sheets and hands over what they have.
  Haul close() {
    Haul filled = haul();
    page.close();
    report.close();
    return filled;
  }

  private Haul haul() {
    Haul mine = haul;
    if (mine == null) {
      mine = works.hauls().take();
      Pipeline pipeline = works.pipeline().get();
      page.open(mine, pipeline, time);
      report.open(mine, pipeline, time);
      haul = mine;
    }
    return mine;
  }
}
