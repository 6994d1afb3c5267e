package dev.lamina.standalone;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.net.HostAndPort;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Lets no other site's page, open in the same browser, talk to a person's own server: whoever is
/// addressed by another name, or sent by another origin, is refused.
@ApplicationScoped
class OwnPagesOnly {

  private static final Set<String> NAMES = Set.of("127.0.0.1", "localhost", "[::1]");
  private static final int FIRST = 1000;

  void register(@Observes Filters filters) {
    filters.register(OwnPagesOnly::check, FIRST);
  }

  private static void check(RoutingContext call) {
    @Nullable HostAndPort addressed = call.request().authority();
    @Nullable String origin = call.request().getHeader("Origin");
    boolean own =
        addressed != null
            && NAMES.contains(addressed.host())
            && (origin == null || origin.equals("http://" + addressed));
    if (own) {
      call.next();
    } else {
      call.response().setStatusCode(403).end("This server answers its own pages only.\n");
    }
  }
}
