using System.ComponentModel.DataAnnotations;

namespace Ecom.Pipeline.Feedback;

/// <summary>Settings of what a host keeps in mind about recent visitors; configuration section <see cref="Section"/>.</summary>
public sealed class UserStateOptions
{
    public const string Section = "Ecom:UserState";

    /// <summary>Events and users in the cache at most, counted together, some 200 bytes each; on one machine besides about as many users without events, 8 bytes each.</summary>
    [Range(1000, 50_000_000)]
    public int CachedEntries { get; set; } = 500_000;
}
