using System.IO.Hashing;
using System.Runtime.InteropServices;

namespace Ecom.Serving.Experiments;

/// <summary>Which arm a customer is in: a hash of salt and customer, so that every instance says the same at all times and nothing is stored.</summary>
public static class Assignment
{
    /// <param name="experiment">The experiment.</param>
    /// <param name="userKey">A key of user state.</param>
    /// <returns>An arm's name, or <see cref="Experiment.Holdout"/>.</returns>
    public static string Of(Experiment experiment, string userKey)
    {
        // 53 bits, evenly in [0, 1).
        var at = (XxHash3.HashToUInt64(MemoryMarshal.AsBytes($"{experiment.Salt}\n{userKey}".AsSpan())) >> 11) / (double)(1L << 53);
        if (at < experiment.HoldoutShare) return Experiment.Holdout;
        var left = (at - experiment.HoldoutShare) / (1 - experiment.HoldoutShare) * experiment.Arms.Sum(a => a.Weight);
        foreach (var arm in experiment.Arms)
        {
            if (left < arm.Weight) return arm.Name;
            left -= arm.Weight;
        }
        return experiment.Arms[^1].Name;
    }

    /// <summary>The customer as exposures name it: nobody is told from a name by it without the salt.</summary>
    public static string Hash(Experiment experiment, string userKey) =>
        Convert.ToHexStringLower(XxHash128.Hash(MemoryMarshal.AsBytes($"{experiment.Salt}\nexposure\n{userKey}".AsSpan())));
}
