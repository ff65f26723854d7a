/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.job.elasticsearch;

import java.io.Serializable;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.List;
import org.apache.flink.util.Preconditions;

/**
 * Where documents go, how many at a time, and how long a fault may last. Everything is checked
 * here; an {@link IllegalArgumentException} says which option is wrong and what is allowed.
 */
public record ElasticsearchSinkOptions(Cluster cluster, Bulks bulks, Retries retries)
    implements Serializable {

  /** All defaults, for one node on this machine. */
  public static ElasticsearchSinkOptions defaults() {
    return new ElasticsearchSinkOptions(
        Cluster.at(List.of("http://localhost:9200")), Bulks.DEFAULT, Retries.DEFAULT);
  }

  public ElasticsearchSinkOptions withCluster(Cluster changed) {
    return new ElasticsearchSinkOptions(changed, bulks, retries);
  }

  public ElasticsearchSinkOptions withBulks(Bulks changed) {
    return new ElasticsearchSinkOptions(cluster, changed, retries);
  }

  public ElasticsearchSinkOptions withRetries(Retries changed) {
    return new ElasticsearchSinkOptions(cluster, bulks, changed);
  }

  /**
   * The nodes and how to reach them.
   *
   * @param hosts addresses such as {@code https://es-1:9200}; a path, when one is given, is put
   *     before every request and is the same for all
   * @param username for basic authentication; null for none
   * @param password null exactly when {@code username} is
   * @param connectTimeout until a connection stands
   * @param answerTimeout silence on a connection after which a bulk counts as lost and is sent
   *     again
   */
  public record Cluster(
      List<String> hosts,
      String username,
      String password,
      Duration connectTimeout,
      Duration answerTimeout)
      implements Serializable {

    public static final Duration DEFAULT_CONNECT_TIMEOUT = Duration.ofSeconds(5);

    /** Longer than the minute for which Elasticsearch itself waits for a shard. */
    public static final Duration DEFAULT_ANSWER_TIMEOUT = Duration.ofSeconds(90);

    public Cluster {
      hosts = List.copyOf(hosts);
      check(!hosts.isEmpty(), "elasticsearch.hosts: at least one address is needed");
      hosts.forEach(Cluster::parsed);
      check(
          hosts.stream().map(host -> pathOf(parsed(host))).distinct().count() == 1,
          "elasticsearch.hosts: the path must be the same in all addresses");
      check(
          (username == null) == (password == null),
          "elasticsearch.username and elasticsearch.password: give both or none");
      checkMillis(connectTimeout, "elasticsearch.connect-timeout");
      checkMillis(answerTimeout, "elasticsearch.answer-timeout");
    }

    /** Nodes without authentication. */
    public static Cluster at(List<String> hosts) {
      return new Cluster(hosts, null, null, DEFAULT_CONNECT_TIMEOUT, DEFAULT_ANSWER_TIMEOUT);
    }

    public Cluster withCredentials(String user, String secret) {
      return new Cluster(hosts, user, secret, connectTimeout, answerTimeout);
    }

    List<URI> addresses() {
      return hosts.stream().map(Cluster::parsed).toList();
    }

    /** The prefix of every request path; empty in most set-ups. */
    String pathPrefix() {
      return pathOf(parsed(hosts.get(0)));
    }

    private static String pathOf(URI address) {
      String path = address.getPath();
      return path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
    }

    private static URI parsed(String host) {
      try {
        URI address = new URI(host);
        boolean http = "http".equals(address.getScheme()) || "https".equals(address.getScheme());
        if (http && address.getHost() != null && address.getUserInfo() == null) {
          return address;
        }
      } catch (URISyntaxException expected) {
        // Answered below, like an address that parses and is none.
      }
      throw new IllegalArgumentException(
          "elasticsearch.hosts: \"" + host + "\" is not an address such as http://localhost:9200");
    }

    /** The password never reaches a log. */
    @Override
    public String toString() {
      return hosts + (username == null ? "" : " as " + username);
    }
  }

  /**
   * How documents are gathered. A sink writer holds at most {@code inFlight + 1} bulks, each of
   * them twice (documents and request body): with the defaults about 50 MB in the worst case.
   *
   * @param maxActions documents in one bulk
   * @param maxBytes bytes of documents in one bulk; the document that crosses it still goes along
   * @param inFlight bulks that one writer sends without waiting for the first answer
   * @param flushInterval longest time that a document waits for company
   */
  public record Bulks(int maxActions, long maxBytes, int inFlight, Duration flushInterval)
      implements Serializable {

    public static final Bulks DEFAULT = new Bulks(1_000, 5L << 20, 4, Duration.ofSeconds(1));

    /** The HTTP client keeps ten connections to a node; further bulks would wait for one. */
    static final int MOST_IN_FLIGHT = 10;

    /** Half of what Elasticsearch takes as a request body by default. */
    static final long MOST_BYTES = 50L << 20;

    public Bulks {
      check(
          maxActions >= 1 && maxActions <= 100_000,
          "elasticsearch.bulk-actions: allowed are 1 to 100000");
      check(
          maxBytes >= 1_024 && maxBytes <= MOST_BYTES,
          "elasticsearch.bulk-bytes: allowed are 1024 to " + MOST_BYTES);
      check(
          inFlight >= 1 && inFlight <= MOST_IN_FLIGHT,
          "elasticsearch.bulks-in-flight: allowed are 1 to " + MOST_IN_FLIGHT);
      checkMillis(flushInterval, "elasticsearch.flush-interval");
    }
  }

  /**
   * How often and how long what may pass is sent again.
   *
   * @param firstDelay before the second attempt; doubles with each further one
   * @param maxDelay the longest pause between two attempts
   * @param limit without any progress of a bulk for so long, the job fails; it then restarts from
   *     its last checkpoint as its restart strategy says
   */
  public record Retries(Duration firstDelay, Duration maxDelay, Duration limit)
      implements Serializable {

    public static final Retries DEFAULT =
        new Retries(Duration.ofMillis(100), Duration.ofSeconds(10), Duration.ofMinutes(30));

    public Retries {
      checkMillis(firstDelay, "elasticsearch.retry-first-delay");
      checkMillis(maxDelay, "elasticsearch.retry-max-delay");
      checkMillis(limit, "elasticsearch.retry-limit");
      check(
          firstDelay.compareTo(maxDelay) <= 0,
          "elasticsearch.retry-first-delay: must not be longer than retry-max-delay");
    }
  }

  private static void check(boolean allowed, String message) {
    Preconditions.checkArgument(allowed, message);
  }

  private static void checkMillis(Duration value, String option) {
    check(
        value.toMillis() >= 1 && value.toMillis() <= Integer.MAX_VALUE,
        option + ": allowed are 1ms to 24d");
  }
}
