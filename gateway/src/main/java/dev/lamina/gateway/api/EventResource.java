package dev.lamina.gateway.api;

import dev.lamina.gateway.Sweeps;
import dev.lamina.gateway.sweep.SweepState;
import dev.lamina.gateway.sweep.SweepStatus;
import io.smallrye.common.annotation.Blocking;
import io.smallrye.mutiny.Multi;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.Sse;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.jboss.resteasy.reactive.RestStreamElementType;

/// Progress of a sweep as server-sent events. Each event is the whole status, so a client that
/// resumes needs only the newest; a slow one skips what it missed.
@Path("/api/v1/sweeps/{id}/events")
@Blocking
public class EventResource {

  private static final Duration TICK = Duration.ofMillis(300);

  private final Sweeps sweeps;

  EventResource(Sweeps sweeps) {
    this.sweeps = sweeps;
  }

  /// Ends after the event that tells the final state.
  @GET
  @Produces(MediaType.SERVER_SENT_EVENTS)
  @RestStreamElementType(MediaType.APPLICATION_JSON)
  public Multi<OutboundSseEvent> events(
      String id, @HeaderParam("Last-Event-ID") @DefaultValue("-1") long last, @Context Sse sse) {
    SweepResource.found(sweeps.status(id), id);
    AtomicLong sent = new AtomicLong(last);
    return Multi.createFrom()
        .ticks()
        .every(TICK)
        .onOverflow()
        .drop()
        .filter(tick -> isNews(id, sent) || isFinal(id))
        .onItem()
        .transformToIterable(tick -> eventAndEnd(id, sent, sse))
        .select()
        .first(Optional::isPresent)
        .map(Optional::orElseThrow);
  }

  /// An empty item behind the last event ends the stream.
  private List<Optional<OutboundSseEvent>> eventAndEnd(String id, AtomicLong sent, Sse sse) {
    boolean last = isFinal(id);
    Optional<OutboundSseEvent> event = Optional.of(event(id, sent, sse));
    return last ? List.of(event, Optional.empty()) : List.of(event);
  }

  private boolean isNews(String id, AtomicLong sent) {
    return sweeps.revision(id).map(revision -> revision != sent.get()).orElse(false);
  }

  private boolean isFinal(String id) {
    return sweeps.state(id).map(SweepState::isFinal).orElse(true);
  }

  private OutboundSseEvent event(String id, AtomicLong sent, Sse sse) {
    long revision = SweepResource.found(sweeps.revision(id), id);
    sent.set(revision);
    return sse.newEventBuilder()
        .name("progress")
        .id(Long.toString(revision))
        .data(SweepStatus.class, SweepResource.found(sweeps.status(id), id))
        .build();
  }
}
