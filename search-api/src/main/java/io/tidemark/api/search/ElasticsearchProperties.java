/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.search;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where Elasticsearch is.
 *
 * @param hosts addresses of nodes, with scheme and port
 * @param username null when the cluster asks for none
 * @param password of {@code username}
 * @param answerWithin how long a caller waits for it; a little longer than a search may take there
 */
@ConfigurationProperties("tidemark.elasticsearch")
public record ElasticsearchProperties(
    @DefaultValue("http://localhost:9200") List<URI> hosts,
    String username,
    String password,
    @DefaultValue("15s") Duration answerWithin) {}
