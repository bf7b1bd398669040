using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Architecture.Tests;

/// <summary>One public type a file, named as the file; no file too long to read at once.</summary>
public sealed class SourceLayoutTests
{
    private const int LongestFile = 400;

    [Fact]
    public void Each_file_holds_one_public_type_of_its_name()
    {
        var wrong = new List<string>();
        foreach (var file in Repository.SourceFiles("src"))
        {
            var types = PublicTypes(file).ToList();
            if (types.Count > 1) wrong.Add($"{Path.GetRelativePath(Repository.Root, file)} holds {string.Join(", ", types)}");
            else if (types.Count == 1 && types[0] != Path.GetFileNameWithoutExtension(file).Split('.')[0])
                wrong.Add($"{Path.GetRelativePath(Repository.Root, file)} holds {types[0]}");
        }
        Assert.Empty(wrong);
    }

    [Fact]
    public void No_file_is_too_long_to_read_at_once() =>
        Assert.Empty(Repository.SourceFiles("src").Concat(Repository.SourceFiles("tests"))
            .Where(f => File.ReadLines(f).Count() > LongestFile).Select(f => Path.GetRelativePath(Repository.Root, f)));

    [Fact]
    public void Public_types_are_documented()
    {
        var bare = Repository.SourceFiles("src")
            .SelectMany(f => Declarations(f).Where(d => d.GetLeadingTrivia()
                    .All(t => !t.IsKind(SyntaxKind.SingleLineDocumentationCommentTrivia)))
                .Select(d => $"{Path.GetRelativePath(Repository.Root, f)}: {d.Identifier}"));
        Assert.Empty(bare);
    }

    private static IEnumerable<string> PublicTypes(string file) => Declarations(file).Select(d => d.Identifier.Text).Distinct();

    private static IEnumerable<BaseTypeDeclarationSyntax> Declarations(string file) =>
        CSharpSyntaxTree.ParseText(File.ReadAllText(file)).GetRoot()
            .DescendantNodes(n => n is CompilationUnitSyntax or BaseNamespaceDeclarationSyntax)
            .OfType<BaseTypeDeclarationSyntax>()
            .Where(d => d.Modifiers.Any(SyntaxKind.PublicKeyword));
}
