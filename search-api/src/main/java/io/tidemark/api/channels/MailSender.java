/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.channels;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.time.ZoneOffset.UTC;

import io.tidemark.api.channels.texts.MessageText;
import io.tidemark.api.outbox.Delivery;
import io.tidemark.api.outbox.Message;
import jakarta.mail.Address;
import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.MessagingException;
import jakarta.mail.SendFailedException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.format.DateTimeFormatter;
import java.util.Properties;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Sends messages as mails through the operator's server. */
@Component
class MailSender implements ChannelSender {

  static final String ID_HEADER = "X-Tidemark-Message-Id";

  private static final Logger LOG = LoggerFactory.getLogger(MailSender.class);
  private static final int MOST_BYTES = 64 << 10;

  private final MailProperties properties;
  private final Clock clock;

  MailSender(MailProperties properties, Clock clock) {
    this.properties = properties;
    this.clock = clock;
  }

  @Override
  public ChannelType type() {
    return ChannelType.MAIL;
  }

  @Override
  public Delivery sendText(ChannelTarget target, Message message, MessageText text)
      throws IOException {
    if (properties.host().isEmpty()) {
      throw new ChannelFault("The operator has set no mail server (tidemark.mail.host).");
    }
    Session session = Session.getInstance(options());
    try (Transport transport = session.getTransport(isTls() ? "smtps" : "smtp")) {
      Mail mail = new Mail(session, message.id());
      mail.writeMail(target, text);
      connectTransport(transport);
      return sendMail(transport, mail, message);
    } catch (AuthenticationFailedException e) {
      throw new ChannelFault("The mail server does not accept the user name and password.");
    } catch (SendFailedException e) {
      return Delivery.retry("The mail server does not accept a receiver.", Duration.ZERO);
    } catch (MessagingException e) {
      // Answers of the server may name other users.
      return Delivery.retry("The mail server does not take the message.", Duration.ZERO);
    }
  }

  /** Sends to the receivers that the server does not reject permanently. */
  private static Delivery sendMail(Transport transport, Mail mail, Message message)
      throws MessagingException {
    try {
      transport.sendMessage(mail, mail.getAllRecipients());
      return Delivery.delivered();
    } catch (SendFailedException e) {
      Address[] others = e.getValidUnsentAddresses();
      if (!hasAny(e.getInvalidAddresses()) || !hasAny(others)) {
        throw e;
      }
      transport.sendMessage(mail, others);
      LOG.warn(
          "The mail server does not accept {} of the receivers of the channel {} of {}",
          e.getInvalidAddresses().length,
          message.channel(),
          message.tenant());
      return Delivery.delivered(
          "The mail server does not accept "
              + Stream.of(e.getInvalidAddresses())
                  .map(Address::toString)
                  .collect(Collectors.joining(", "))
              + '.');
    }
  }

  private static boolean hasAny(Address[] addresses) {
    return addresses != null && addresses.length > 0;
  }

  private void connectTransport(Transport transport) throws MessagingException {
    if (properties.username().isEmpty()) {
      transport.connect();
    } else {
      transport.connect(properties.username(), properties.password());
    }
  }

  private boolean isTls() {
    return properties.security() == MailProperties.Security.TLS;
  }

  private Properties options() {
    String prefix = isTls() ? "mail.smtps." : "mail.smtp.";
    String millis = Long.toString(properties.timeout().toMillis());
    Properties options = new Properties();
    options.put(prefix + "host", properties.host());
    options.put(prefix + "port", Integer.toString(properties.port()));
    options.put(prefix + "connectiontimeout", millis);
    options.put(prefix + "timeout", millis);
    options.put(prefix + "writetimeout", millis);
    options.put(prefix + "auth", Boolean.toString(!properties.username().isEmpty()));
    options.put(prefix + "ssl.checkserveridentity", "true");
    boolean startTls = properties.security() == MailProperties.Security.STARTTLS;
    options.put(prefix + "starttls.enable", Boolean.toString(startTls));
    options.put(prefix + "starttls.required", Boolean.toString(startTls));
    return options;
  }

  /** A mail whose id is that of the message, at every attempt. */
  private final class Mail extends MimeMessage {

    private final String id;

    Mail(Session session, String id) {
      super(session);
      this.id = id;
    }

    void writeMail(ChannelTarget target, MessageText text) throws MessagingException {
      setFrom(new InternetAddress(properties.from()));
      for (String receiver : target.channel().to()) {
        addRecipient(RecipientType.TO, new InternetAddress(receiver));
      }
      setSubject(text.title(), UTF_8.name());
      String body = MessageText.joinLines(text.title(), text.lines(), createTail(text), MOST_BYTES);
      setText(body + "\n", UTF_8.name());
      setHeader(ID_HEADER, id);
      setHeader("Auto-Submitted", "auto-generated");
      setHeader("Date", DateTimeFormatter.RFC_1123_DATE_TIME.format(clock.instant().atZone(UTC)));
      saveChanges();
    }

    @Override
    protected void updateMessageID() throws MessagingException {
      setHeader("Message-ID", '<' + id + "@tidemark>");
    }
  }

  private static String createTail(MessageText text) {
    return text.link()
        .map(link -> Stream.of("", text.linkLabel() + ':', link).collect(Collectors.joining("\n")))
        .orElse("");
  }
}
