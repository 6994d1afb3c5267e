package dev.lamina.queue;

/// `LeadingProcess BOOTSTRAP TOPIC`: stands for a post, says when it leads, and goes on until
/// it is killed.
final class LeadingProcess {

  static final String LEADS = "leads";

  private LeadingProcess() {}

  public static void main(String[] args) throws InterruptedException {
    try (WorkQueues queues = new KafkaWorkQueues(KafkaQueueSettings.withDefaults(args[0]));
        var leadership = queues.lead(args[1], () -> {})) {
      while (!leadership.leads()) {
        Thread.sleep(50);
      }
      System.out.println(LEADS);
      Thread.sleep(600_000);
    }
  }
}
