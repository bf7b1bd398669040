namespace Ecom.CrashProbe;

/// <summary>What a feedback storm left.</summary>
/// <param name="Posted">Distinct events.</param>
/// <param name="Kills">Times the host was killed.</param>
/// <param name="Acknowledged">Events answered with 202.</param>
/// <param name="Lost">Of those, not in the log.</param>
/// <param name="Records">Events in the log, repeats included.</param>
/// <param name="Counted">Events as they are counted: repeats once.</param>
/// <param name="Unanswered">Batches that had to be sent again.</param>
/// <param name="Seconds">Wall time.</param>
public sealed record FeedbackStormResult(int Posted, int Kills, int Acknowledged, int Lost, long Records, long Counted, int Unanswered, double Seconds)
{
    public bool IsGood => Lost == 0 && Acknowledged == Posted && Counted == Posted;
}
