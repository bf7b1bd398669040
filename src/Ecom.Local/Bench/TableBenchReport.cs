using System.Text.Json.Nodes;

namespace Ecom.Local.Bench;

/// <summary>What <c>bench tables</c> writes.</summary>
/// <param name="Protocol">How figures come about.</param>
/// <param name="Command">The command that makes this report.</param>
/// <param name="Seed">Of the split and of everything after it.</param>
/// <param name="Methods">By method: seconds of the fit and the whole assessment.</param>
public sealed record TableBenchReport(string Protocol, string Command, int Seed, JsonObject Methods);
