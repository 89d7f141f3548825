@{
    ExcludeRules = @(
        # These do not see that Pester hands variables from BeforeAll to the tests, that functions use a script's
        # parameters, and that a script block given to a job has parameters of its own.
        'PSUseDeclaredVarsMoreThanAssignments'
        'PSReviewUnusedParameter'
        'PSUseUsingScopeModifierInNewRunspaces'

        # PowerShell 7 reads UTF-8 without a mark.
        'PSUseBOMForUnicodeEncodedFile'
    )
}
