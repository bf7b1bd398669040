namespace Ecom.Serving.Storefront;

/// <summary>What browsers may do by themselves; section <c>Ecom:Serving:Storefront</c>.</summary>
public sealed class StorefrontOptions
{
    public const int MinimumKeyLength = 32;

    /// <summary>Secrets that sign visitors' tokens, of <see cref="MinimumKeyLength"/> characters at least: the first signs, all of them are accepted, so that a key can be changed. Without any, the storefront is closed.</summary>
    public IList<string> Keys { get; set; } = [];

    /// <summary>How long a token is good where the one who asks for it does not say.</summary>
    public TimeSpan TokenLifetime { get; set; } = TimeSpan.FromHours(1);

    /// <summary>The longest a token can be asked for.</summary>
    public TimeSpan LongestLifetime { get; set; } = TimeSpan.FromDays(1);

    /// <summary>Whether a browser may report purchases. Off, they come from the shop's server only: anyone can make a browser say anything.</summary>
    public bool Purchases { get; set; }

    /// <summary>Events of one customer or session in a minute at most, on an instance; 0 for no limit.</summary>
    public int EventsPerMinute { get; set; } = 300;

    /// <summary>Events of one customer or session in an hour at most, on an instance; 0 for no limit.</summary>
    public int EventsPerHour { get; set; } = 3000;

    /// <summary>Events of one call at most.</summary>
    public int MaximumBatch { get; set; } = 100;
}
