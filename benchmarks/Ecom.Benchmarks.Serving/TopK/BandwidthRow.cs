namespace Ecom.Benchmarks.Serving.TopK;

/// <summary>Scoring against reading.</summary>
/// <param name="Bits">Of a factor.</param>
/// <param name="Threads">On both sides.</param>
/// <param name="Bytes">Of the arrays.</param>
/// <param name="ReadGigabytesPerSecond">Median of the read-only sum.</param>
/// <param name="ScoreGigabytesPerSecond">Median of scoring, of the bytes of the factors alone.</param>
internal sealed record BandwidthRow(int Bits, int Threads, long Bytes, double ReadGigabytesPerSecond, double ScoreGigabytesPerSecond)
{
    public double Ratio => ScoreGigabytesPerSecond / ReadGigabytesPerSecond;
}
