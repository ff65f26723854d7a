/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.channels;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tidemark.api.outbox.Delivery;
import io.tidemark.api.outbox.Message;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.springframework.stereotype.Component;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Sends messages as CloudEvents to webhooks, signed as Standard Webhooks. */
@Component
class WebhookSender {

  private static final Duration CONNECT_LIMIT = Duration.ofSeconds(5);
  private static final Duration ANSWER_LIMIT = Duration.ofSeconds(10);
  private static final int GONE = 410;

  private final TargetAddresses addresses;
  private final ChannelSecrets secrets;
  private final Clock clock;
  private final HttpClient client =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .followRedirects(HttpClient.Redirect.NEVER)
          .connectTimeout(CONNECT_LIMIT)
          .build();

  WebhookSender(TargetAddresses addresses, ChannelSecrets secrets, Clock clock) {
    this.addresses = addresses;
    this.secrets = secrets;
    this.clock = clock;
  }

  /** Makes one attempt. */
  Delivery send(Channel channel, Message message) {
    Optional<String> secret = secrets.find(message.tenant(), channel.secret());
    if (secret.isEmpty()) {
      return Delivery.retry("There is no secret file:" + channel.secret() + '.', Duration.ZERO);
    }
    try {
      addresses.requireReachable(channel.url());
      HttpRequest request = request(channel, message, new WebhookSignature(secret.get()));
      // The answer is not read: a receiver may send one without an end.
      HttpResponse<InputStream> answer =
          client.send(request, HttpResponse.BodyHandlers.ofInputStream());
      answer.body().close();
      return delivery(answer);
    } catch (ForbiddenTargetException | IllegalArgumentException e) {
      return Delivery.retry(e.getMessage(), Duration.ZERO);
    } catch (IOException e) {
      return Delivery.retry("The receiver does not answer.", Duration.ZERO);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Delivery.retry("The attempt was interrupted.", Duration.ZERO);
    }
  }

  private HttpRequest request(Channel channel, Message message, WebhookSignature signature) {
    byte[] body = event(message).toString().getBytes(UTF_8);
    long now = clock.instant().getEpochSecond();
    return HttpRequest.newBuilder(channel.url())
        .timeout(ANSWER_LIMIT)
        .header("Content-Type", "application/cloudevents+json")
        .header("webhook-id", message.id())
        .header("webhook-timestamp", Long.toString(now))
        .header("webhook-signature", signature.sign(message.id(), now, body))
        .POST(HttpRequest.BodyPublishers.ofByteArray(body))
        .build();
  }

  static ObjectNode event(Message message) {
    ObjectNode event = JsonNodeFactory.instance.objectNode();
    event.put("specversion", "1.0");
    event.put("id", message.id());
    event.put("source", "/tidemark/" + message.tenant());
    event.put("type", message.type());
    event.put("subject", message.subject());
    event.put("time", message.createdAt().toString());
    event.put("datacontenttype", "application/json");
    event.set("data", message.data());
    return event;
  }

  private static Delivery delivery(HttpResponse<?> answer) {
    int status = answer.statusCode();
    if (status >= 200 && status < 300) {
      return Delivery.delivered();
    }
    if (status == GONE) {
      return Delivery.drop("The receiver answers 410: it wants no more messages.");
    }
    return Delivery.retry("The receiver answers " + status + '.', pause(answer));
  }

  private static Duration pause(HttpResponse<?> answer) {
    String wish = answer.headers().firstValue("Retry-After").orElse("");
    return wish.matches("[0-9]{1,6}") ? Duration.ofSeconds(Long.parseLong(wish)) : Duration.ZERO;
  }
}
