namespace Ecom.Serving.Feedback;

/// <summary>Events accepted by this instance per minute, over the last hour.</summary>
public sealed class FeedbackMeter(TimeProvider time)
{
    public const int Minutes = 60;

    private readonly int[] _counts = new int[Minutes];
    private readonly Lock _lock = new();
    private long _minute = long.MinValue;

    public void Add(int events)
    {
        lock (_lock)
        {
            Advance();
            _counts[_minute % Minutes] += events;
        }
    }

    /// <summary>Oldest minute first; the last one is still running.</summary>
    public IReadOnlyList<int> Read()
    {
        lock (_lock)
        {
            Advance();
            return [.. Enumerable.Range(1, Minutes).Select(k => _counts[(_minute + k) % Minutes])];
        }
    }

    private void Advance()
    {
        var now = time.GetUtcNow().ToUnixTimeSeconds() / 60;
        var passed = _minute == long.MinValue ? Minutes : Math.Min(now - _minute, Minutes);
        for (var k = 0; k < passed; k++) _counts[(now - k) % Minutes] = 0;
        _minute = Math.Max(now, _minute);
    }
}
