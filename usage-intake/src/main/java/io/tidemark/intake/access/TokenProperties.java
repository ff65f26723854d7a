/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.intake.access;

import java.net.URI;
import java.nio.file.Path;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How tokens are checked, with the names and meaning that they have in the search API. Without key
 * file and JWKS address only keys are accepted.
 *
 * @param keyFile a file with a base64 key of 256 bits or more, for tokens signed with HS256
 * @param audience the name that {@code aud} must have
 * @param jwksUri where the issuer publishes its keys, for tokens signed with RS256 or ES256
 * @param issuer the {@code iss} of tokens that are checked with {@code jwksUri}
 */
@ConfigurationProperties("tidemark.token")
public record TokenProperties(
    Path keyFile, @DefaultValue("tidemark") String audience, URI jwksUri, String issuer) {}
