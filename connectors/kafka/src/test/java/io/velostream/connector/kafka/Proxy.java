package io.velostream.connector.kafka;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/// Stands between clients and a broker on loopback, and can behave like a bad network.
final class Proxy implements AutoCloseable {
  /// How the network is.
  enum Network {
    GOOD,
    /// Connections are reset, and none is accepted.
    CUT,
    /// Connections are there, and nothing comes through until it is good again.
    STALLED,
    /// What clients send arrives; what brokers answer is lost, and so is the connection afterwards.
    DEAF,
    /// The other way round.
    MUTE
  }

  private final ServerSocket server;
  private final int broker;
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();
  private final AtomicLong lost = new AtomicLong();
  private volatile Network network = Network.GOOD;

  private Proxy(ServerSocket server, int broker) {
    this.server = server;
    this.broker = broker;
  }

  /// @param port where clients come, on loopback
  /// @param broker the port of the broker
  static Proxy start(int port, int broker) throws IOException {
    ServerSocket server = new ServerSocket();
    server.setReuseAddress(true);
    server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
    Proxy proxy = new Proxy(server, broker);
    Thread.ofVirtual().start(proxy::accept);
    return proxy;
  }

  /// How many pieces of data were swallowed, and connections cut.
  long lost() {
    return lost.get();
  }

  void become(Network next) throws IOException {
    network = next;
    if (next == Network.CUT) {
      resetAll();
    }
  }

  /// Ends all connections at once, without a farewell.
  void resetAll() throws IOException {
    for (Socket socket : open) {
      lost.incrementAndGet();
      reset(socket);
    }
  }

  private static void reset(Socket socket) throws IOException {
    try {
      socket.setSoLinger(true, 0);
    } catch (SocketException e) {
      if (!socket.isClosed()) { // by the thread that passes on what the other side sends
        throw e;
      }
    }
    socket.close();
  }

  private void accept() {
    while (!server.isClosed()) {
      try {
        Socket client = server.accept();
        if (network == Network.CUT) {
          reset(client);
          continue;
        }
        Socket behind = new Socket(InetAddress.getLoopbackAddress(), broker);
        client.setTcpNoDelay(true);
        behind.setTcpNoDelay(true);
        open.add(client);
        open.add(behind);
        Thread.ofVirtual().start(() -> pump(client, behind, Network.MUTE));
        Thread.ofVirtual().start(() -> pump(behind, client, Network.DEAF));
      } catch (IOException _) {
        // closed, or the broker does not answer: clients come again
      }
    }
  }

  /// @param swallows when what comes from there is lost
  private void pump(Socket from, Socket to, Network swallows) {
    byte[] bytes = new byte[8192];
    boolean torn = false;
    try (from;
        to) {
      InputStream in = from.getInputStream();
      OutputStream out = to.getOutputStream();
      for (int count = in.read(bytes); count >= 0; count = in.read(bytes)) {
        while (network == Network.STALLED) {
          Thread.sleep(10);
        }
        if (network == swallows) {
          torn = true;
        }
        if (torn) {
          lost.incrementAndGet(); // what came later would be a stream with a hole in it
        } else {
          out.write(bytes, 0, count);
        }
      }
    } catch (IOException _) {
      // one of the two is gone, and so is the other
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    } finally {
      open.remove(from);
      open.remove(to);
    }
  }

  @Override
  public void close() throws IOException {
    server.close();
    resetAll();
  }
}
