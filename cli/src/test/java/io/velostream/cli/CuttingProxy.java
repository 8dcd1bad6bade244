package io.velostream.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;

/// A network between a process and a server on this machine, which can be cut.
final class CuttingProxy implements AutoCloseable {
  private final ServerSocket door;
  private final int target;
  private final List<Socket> sockets = new ArrayList<>();

  /// @param target the port of the server
  CuttingProxy(int target) throws IOException {
    this.door = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    this.target = target;
    Thread.ofVirtual().start(this::accept);
  }

  int port() {
    return door.getLocalPort();
  }

  private void accept() {
    while (true) {
      try {
        Socket near = door.accept();
        Socket far = new Socket(InetAddress.getLoopbackAddress(), target);
        synchronized (this) {
          sockets.add(near);
          sockets.add(far);
        }
        Thread.ofVirtual().start(() -> pump(near, far));
        Thread.ofVirtual().start(() -> pump(far, near));
      } catch (IOException _) {
        return; // the door is closed
      }
    }
  }

  private static void pump(Socket from, Socket to) {
    try (Socket source = from;
        Socket sink = to) {
      InputStream in = source.getInputStream();
      OutputStream out = sink.getOutputStream();
      byte[] buffer = new byte[8192];
      for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
        out.write(buffer, 0, count);
      }
    } catch (IOException _) {
      // It was cut, or one side has ended: the other one is closed with it.
    }
  }

  /// Breaks every connection there is.
  ///
  /// @return how many there were
  synchronized int cut() throws IOException {
    int open = 0;
    for (Socket socket : sockets) {
      open += socket.isClosed() ? 0 : 1;
      socket.close();
    }
    sockets.clear();
    return open / 2;
  }

  @Override
  public void close() throws IOException {
    door.close();
    cut();
  }
}
