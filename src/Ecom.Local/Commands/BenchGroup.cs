using System.CommandLine;

namespace Ecom.Local.Commands;

/// <summary><c>bench</c>: reproduces published tables.</summary>
public static class BenchGroup
{
    public static Command Create() => new("bench", "Reproduce published tables on public data sets.")
    {
        BenchTopNCommand.Create(), BenchNextCommand.Create(), BenchTimeCommand.Create(), BenchSearchCommand.Create(), BenchLightCommand.Create(),
        BenchTablesCommand.Create(), BenchMembersCommand.Create(),
    };
}
