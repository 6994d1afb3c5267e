package dev.lamina.source;

import dev.lamina.source.SourceName.OnHub;
import java.net.URI;
import java.net.http.HttpResponse;

/// What a hub's refusal means, and what to do about it.
final class HubRefusal {

  private static final String SET_TOKEN = "lamina.sources.hub.token (or HF_TOKEN)";

  private HubRefusal() {}

  static SourceException of(URI endpoint, boolean withToken, OnHub model, HttpResponse<?> answer) {
    String code = answer.headers().firstValue("X-Error-Code").orElse("");
    String why =
        switch (answer.statusCode()) {
          case 401, 403 ->
              code.equals("GatedRepo") ? gated(endpoint, withToken, model) : locked(withToken);
          case 404 -> missing(code, model);
          default -> "the hub answered " + answer.statusCode() + " " + code;
        };
    return SourceException.refused(
        "%s cannot be fetched from %s: %s".formatted(model, endpoint.getHost(), why.strip()));
  }

  private static String gated(URI endpoint, boolean withToken, OnHub model) {
    String accept =
        "the model is gated. Accept its licence at %s%s".formatted(endpoint, model.id());
    return withToken
        ? accept + " with the account of the token in " + SET_TOKEN
        : accept + ", make a token that may read it, and set it as " + SET_TOKEN;
  }

  private static String locked(boolean withToken) {
    return "there is no such model, or it is private. Check the name; "
        + (withToken
            ? "the token in " + SET_TOKEN + " does not open it"
            : "for a private model, set a token that may read it as " + SET_TOKEN);
  }

  private static String missing(String code, OnHub model) {
    return switch (code) {
      case "RevisionNotFound" ->
          "it has no revision \"%s\"; name one of its branches, tags or commits"
              .formatted(model.revision());
      case "EntryNotFound" -> "a file that it lists is not there";
      default -> "there is no such model; check the name";
    };
  }
}
