using Ecom.Augmentation.Tables;
using Ecom.Data.Tables;
using Ecom.Domain;

namespace Ecom.Augmentation.Tests.Tables;

public sealed class TableTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("table-test-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private string Write(string text)
    {
        var path = Path.Combine(_folder, "t.csv");
        File.WriteAllText(path, text);
        return path;
    }

    [Fact]
    public void Types_are_inferred_and_a_table_survives_a_round_trip()
    {
        var path = Write("n,t,code,d\n1, x ,0,0.25\n2,\"a,\"\"b\"\"\",1,\n3,,1,7.5\n");
        var table = Table.Of(TableFile.Read(path));
        Assert.Equal([true, false, false, true], table.Columns.Select(c => c.Numbers is not null || c.Name == "d"));
        Assert.Equal((string?[])["x", "a,\"b\"", null], table.Columns[1].Texts!.AsEnumerable());
        var copy = Path.Combine(_folder, "copy.csv");
        table.ToFile().Write(copy);
        Assert.Equal(table.Columns.SelectMany(c => c.ToText()), Table.Of(TableFile.Read(copy)).Columns.SelectMany(c => c.ToText()));
    }

    [Fact]
    public void Wrong_files_are_input_errors()
    {
        Assert.Throws<InputException>(() => TableFile.Read(Path.Combine(_folder, "none.csv")));
        Assert.Throws<InputException>(() => TableFile.Read(Write("a,b\n")));
        var table = Table.Of(TableFile.Read(Write("n,m\n1,a\n2,b\n3,c\n")));
        Assert.Throws<InputException>(() => table.Like(TableFile.Read(Write("n,x\n1,a\n")), "s.csv"));
        Assert.Contains("'x'", Assert.Throws<InputException>(() => table.Like(TableFile.Read(Write("n,m\nx,a\n")), "s.csv")).Message, StringComparison.Ordinal);
    }
}
