/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.search;

import io.github.resilience4j.circuitbreaker.CallNotPermittedException;
import io.tidemark.api.memory.AnswerMemory;
import io.tidemark.api.memory.Lease;
import io.tidemark.api.memory.Lease.Growth;
import io.tidemark.api.problem.ProblemException;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.elasticsearch.client.Request;
import org.elasticsearch.client.RequestOptions;
import org.elasticsearch.client.ResponseException;
import org.elasticsearch.client.RestClient;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** Sends requests to Elasticsearch, and reads answers within their memory. */
@Component
class ElasticsearchExchange {

  private static final Logger LOG = LoggerFactory.getLogger(ElasticsearchExchange.class);

  /** The type of the error of requests for a closed index. */
  private static final String CLOSED = "index_closed_exception";

  private final RestClient client;
  private final ElasticsearchBreaker breaker;
  private final StartingShards shards;

  ElasticsearchExchange(RestClient client, ElasticsearchBreaker breaker) {
    this.client = client;
    this.breaker = breaker;
    this.shards = new StartingShards(client);
  }

  /**
   * The answer to one request. The lease then covers what the answer takes.
   *
   * @throws ProblemException 503 when Elasticsearch does not answer, or not in time; 429 and 400
   *     when the lease does not grant what the answer takes
   */
  JsonNode sendRequest(String tenant, Request request, Reduction reduction, Lease lease) {
    try {
      AnswerTree tree = breaker.call(tenant, () -> exchangeOnceStarted(request, reduction, lease));
      rejectBeyond(lease, tree.growth());
      return tree.root();
    } catch (ResponseException e) {
      throw createRejection(e);
    } catch (CallNotPermittedException e) {
      throw gone();
    } catch (IncompleteAnswerException | SocketTimeoutException e) {
      LOG.warn("A search was not completed: {}", e.getMessage());
      throw tooSlow();
    } catch (IOException e) {
      LOG.warn("Elasticsearch does not answer: {}", e.toString());
      throw gone();
    } catch (RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  private AnswerTree exchangeOnceStarted(Request request, Reduction reduction, Lease lease)
      throws IOException {
    long end = System.nanoTime() + StartingShards.LIMIT.toNanos();
    while (true) {
      try {
        return exchange(request, reduction, lease);
      } catch (ResponseException e) {
        Optional<BucketLimitException> excess = BucketLimit.findExcess(e.getMessage());
        if (excess.isPresent()) {
          throw excess.get();
        }
        // While a job begins, the next index may be new as well.
        if (!StartingShards.areMissing(e) || System.nanoTime() > end) {
          throw e;
        }
        shards.await();
      }
    }
  }

  private AnswerTree exchange(Request request, Reduction reduction, Lease lease)
      throws IOException {
    // The client makes another one when it tries another node.
    AtomicReference<AnswerConsumer> last = new AtomicReference<>();
    RequestOptions.Builder options = request.getOptions().toBuilder();
    options.setHttpAsyncResponseConsumerFactory(
        () -> {
          last.set(new AnswerConsumer(new AnswerTree(reduction, lease)));
          return last.get();
        });
    request.setOptions(options);
    client.performRequest(request);
    RuntimeException unreadable = last.get().unreadable();
    if (unreadable != null) {
      LOG.warn("An answer of Elasticsearch cannot be read", unreadable);
      throw new IncompleteAnswerException("it cannot be read");
    }
    AnswerTree tree = last.get().tree();
    requireComplete(tree.root());
    return tree;
  }

  private static void requireComplete(JsonNode answer) throws IOException {
    if (answer.path("timed_out").asBoolean()) {
      throw new IncompleteAnswerException("its time was up");
    }
    if (answer.path("_shards").path("failed").asInt() > 0) {
      throw new IncompleteAnswerException("a shard failed");
    }
  }

  private static void rejectBeyond(Lease lease, Growth growth) {
    if (growth == Growth.TOO_LARGE) {
      throw ProblemException.tooLarge(
          "The answer takes more memory than one may have, in bytes; ask for a shorter range or a"
              + " smaller limit.",
          lease.most());
    }
    if (growth == Growth.NO_ROOM) {
      throw AnswerMemory.tooManyLargeAnswers();
    }
  }

  private static RuntimeException createRejection(ResponseException fault) {
    int status = fault.getResponse().getStatusLine().getStatusCode();
    if (fault.getMessage().contains(CLOSED)) {
      LOG.warn("An index is closed: {}", fault.getMessage());
      return closed();
    }
    if (WriteBlock.isCauseOf(status, fault.getMessage())) {
      LOG.warn("Elasticsearch blocks writes: {}", fault.getMessage());
      return WriteBlock.createProblem();
    }
    if (ExpensiveQueries.areCauseOf(fault.getMessage())) {
      LOG.warn("The cluster does not allow a search: {}", fault.getMessage());
      return ExpensiveQueries.createProblem();
    }
    if (status == 429 || status >= 500) {
      LOG.warn("Elasticsearch is in trouble: {}", fault.getMessage());
      return tooSlow();
    }
    return new IllegalStateException("Elasticsearch refused a request", fault);
  }

  private static ProblemException closed() {
    return ProblemException.unavailable(
        "An index is closed, as while a snapshot is restored.", ElasticsearchBreaker.PAUSE);
  }

  private static ProblemException gone() {
    return ProblemException.unavailable(
        "The data cannot be read right now.", ElasticsearchBreaker.PAUSE);
  }

  private static ProblemException tooSlow() {
    return ProblemException.unavailable(
        "The search took too long or found the cluster overloaded; ask for less, or later.",
        ElasticsearchBreaker.PAUSE);
  }
}
