/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.channels;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tidemark.api.outbox.Delivery;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.classic.methods.HttpPost;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.client5.http.utils.DateUtils;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.io.SocketConfig;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.util.Timeout;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/**
 * Posts to receivers that tenants choose: only to addresses that {@link TargetAddresses} accepts,
 * without following redirects, and for a limited time and length of the answer.
 */
@Component
class PostClient implements DisposableBean {

  private static final Duration CONNECT_LIMIT = Duration.ofSeconds(5);
  private static final Duration ANSWER_LIMIT = Duration.ofSeconds(10);
  private static final String RETRY_AFTER = "Retry-After";
  private static final int LONGEST_ANSWER = 16 << 10;
  private static final int MOST_CONNECTIONS = 50;

  private final TargetAddresses addresses;
  private final Duration limit;
  private final CloseableHttpClient client;
  private final ScheduledExecutorService deadlines =
      Executors.newSingleThreadScheduledExecutor(
          work -> {
            Thread thread = new Thread(work, "channel-deadlines");
            thread.setDaemon(true);
            return thread;
          });

  /**
   * An answer.
   *
   * @param body its first bytes; empty when it could not be read
   * @param pause how long the receiver wants to be left alone; zero when it does not say
   */
  record Reply(int status, String body, Duration pause) {

    /** Client errors that say when a request came, not what is wrong with it. */
    private static final Set<Integer> UNTIMELY = Set.of(408, 425, 429);

    boolean isSuccess() {
      return status >= 200 && status < 300;
    }

    /** The attempt that got this answer, which is no success. */
    Delivery toFailure(String reason) {
      boolean isRefusal = status >= 400 && status < 500 && !UNTIMELY.contains(status);
      return isRefusal ? Delivery.refused(reason, pause) : Delivery.retry(reason, pause);
    }
  }

  @Autowired
  PostClient(TargetAddresses addresses) {
    this(addresses, ANSWER_LIMIT);
  }

  PostClient(TargetAddresses addresses, Duration limit) {
    this.addresses = addresses;
    this.limit = limit;
    Timeout silence = Timeout.ofMilliseconds(limit.toMillis());
    ConnectionConfig connection =
        ConnectionConfig.custom()
            .setConnectTimeout(Timeout.ofMilliseconds(CONNECT_LIMIT.toMillis()))
            .setSocketTimeout(silence)
            .build();
    client =
        HttpClients.custom()
            .setConnectionManager(
                PoolingHttpClientConnectionManagerBuilder.create()
                    .setDnsResolver(new CheckedAddresses())
                    .setDefaultConnectionConfig(connection)
                    .setDefaultSocketConfig(SocketConfig.custom().setSoTimeout(silence).build())
                    .setMaxConnTotal(MOST_CONNECTIONS)
                    .setMaxConnPerRoute(MOST_CONNECTIONS)
                    .build())
            .setDefaultRequestConfig(RequestConfig.custom().setResponseTimeout(silence).build())
            .setConnectionReuseStrategy((request, response, context) -> false)
            .disableRedirectHandling()
            .disableAutomaticRetries()
            .disableContentCompression()
            .disableCookieManagement()
            .disableAuthCaching()
            .setUserAgent("tidemark")
            .build();
  }

  /** Asks for addresses once for each connection, and lets no private one through. */
  private final class CheckedAddresses implements DnsResolver {

    @Override
    public InetAddress[] resolve(String host) throws UnknownHostException {
      return addresses.resolveHost(host);
    }

    @Override
    public String resolveCanonicalHostname(String host) {
      return host;
    }
  }

  /**
   * Posts a body, once.
   *
   * @throws ForbiddenTargetException when the address must not be asked
   * @throws IOException when there is no answer in time
   */
  Reply postJson(URI url, Map<String, String> headers, String body) throws IOException {
    addresses.requireForm(url);
    HttpPost request = new HttpPost(url);
    headers.forEach(request::setHeader);
    request.setEntity(new ByteArrayEntity(body.getBytes(UTF_8), null));
    Future<?> deadline =
        deadlines.schedule(request::cancel, limit.toMillis(), TimeUnit.MILLISECONDS);
    try {
      return readReply(request);
    } finally {
      deadline.cancel(false);
    }
  }

  // Closing would read an answer to its end, which it may not have: it is cancelled first.
  private Reply readReply(HttpPost request) throws IOException {
    ClassicHttpResponse answer = client.executeOpen(null, request, null);
    try {
      return new Reply(answer.getCode(), readStart(answer), readPause(answer));
    } finally {
      request.cancel();
      closeQuietly(answer);
    }
  }

  private static void closeQuietly(ClassicHttpResponse answer) {
    try {
      answer.close();
    } catch (IOException expected) {
      // Its request was cancelled.
    }
  }

  private static String readStart(ClassicHttpResponse answer) {
    HttpEntity entity = answer.getEntity();
    if (entity == null) {
      return "";
    }
    try {
      InputStream content = entity.getContent();
      return new String(content.readNBytes(LONGEST_ANSWER), UTF_8);
    } catch (IOException e) {
      return "";
    }
  }

  private static Duration readPause(ClassicHttpResponse answer) {
    Header wish = answer.getFirstHeader(RETRY_AFTER);
    String text = wish == null ? "" : wish.getValue();
    return text.matches("[0-9]{1,6}")
        ? Duration.ofSeconds(Long.parseLong(text))
        : findPauseUntilDate(answer);
  }

  /** Both dates are by the clock of the receiver, which may differ from ours. */
  private static Duration findPauseUntilDate(ClassicHttpResponse answer) {
    Instant answered = DateUtils.parseStandardDate(answer, "Date");
    Instant end = DateUtils.parseStandardDate(answer, RETRY_AFTER);
    return answered == null || end == null || end.isBefore(answered)
        ? Duration.ZERO
        : Duration.between(answered, end);
  }

  @Override
  public void destroy() throws IOException {
    deadlines.shutdownNow();
    client.close();
  }
}
